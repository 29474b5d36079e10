import { createServer, type AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { useDatabase } from '../kit/database';
import { startGeleit } from './geleit-process';

const database = useDatabase();

const start = async (environment: Readonly<Record<string, string>>) => {
  const { child, ended, output } = await startGeleit(['serve'], {
    DATABASE_URL: database.ownerUrl,
    LOG_LEVEL: 'silent',
    ...environment,
  });
  const late = setTimeout(() => child.kill('SIGKILL'), 40_000);
  const code = await ended;
  clearTimeout(late);
  return { code, output: output() };
};

describe('a hub that cannot start, though its database is there, ends and says why', () => {
  it('where its port is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    expect(await start({ PORT: String(port) })).toEqual({
      code: 1,
      output: `Cannot listen on port ${port} of 127.0.0.1: another program uses it. Stop that program or set PORT to another one.\n`,
    });
    other.close();
  }, 60_000);

  it.each(['TRUSTED_DOCUMENTS', 'DECISION_JOURNAL'])(
    'where %s leads nowhere',
    async (variable) => {
      const { code, output } = await start({ [variable]: '/dev/null/nowhere' });
      expect([code, output]).toEqual([1, expect.stringMatching(`${variable}: cannot be`)]);
      expect(output).not.toMatch(/^\s+at /m);
    },
    60_000,
  );
});
