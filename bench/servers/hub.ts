import 'reflect-metadata';
import { readPolicyFile } from '../../src/access/policy/load-policy';
import { sealedHub } from '../../src/hub/compose';
import { startHub } from '../../src/hub/start-hub';
import { SUBGRAPHS } from '../../src/hub/subgraphs';
import { loadConfig } from '../../src/platform/config/config';
import { demonstrationIssuers } from '../../src/platform/identity/demonstration-issuer';
import { announce, ownSettings } from './server';

/** The hub as `geleit serve` starts it on a migrated database. */
async function main(): Promise<void> {
  const { appUrl, dataDir, poolSize } = ownSettings();
  const config = loadConfig({
    GELEIT_DATA_DIR: dataDir,
    POOL_SIZE: String(poolSize),
    PORT: '0',
    LOG_LEVEL: 'warn',
  });
  const policy = readPolicyFile(config.policyFile);
  const hub = await startHub({
    config,
    policy,
    schema: sealedHub(SUBGRAPHS, policy),
    appUrl,
    issuers: await demonstrationIssuers(config),
  });
  announce(hub.url, () => hub.stop());
}

void main();
