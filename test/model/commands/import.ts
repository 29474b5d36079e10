import fc from 'fast-check';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InstitutionId } from '../../../src/access/vocabulary';
import { importInto } from '../../import/import-files.fixture';
import { dayInGermany } from '../../kit/ages';
import type { HubAtWork } from '../hub-at-work';
import type { KnownConsent, Scope } from '../reference/consent';
import type { Delivery, Reference } from '../reference/reference';
import { withdraw, withoutWithdrawn } from '../reference/withdraw';
import { anyOf, Decision, pick } from './command';
import { scope } from './scope';

/** A file of consents comes that an institution holds on paper. */
export class DeliverConsents extends Decision {
  constructor(
    readonly which: number,
    readonly what: Scope,
    readonly days: number,
    readonly secrecyRelease: boolean,
  ) {
    super();
  }

  static readonly any = fc
    .tuple(anyOf, scope, fc.constantFrom(10, 100), fc.boolean())
    .map(([which, what, days, secrecyRelease]) => new DeliverConsents(which, what, days, secrecyRelease));

  protected possible(reference: Reference): boolean {
    return reference.links.length > 0;
  }

  protected async decide(reference: Reference, real: HubAtWork): Promise<string> {
    const { institution, fileNumber, home } = pick(reference.links, this.which)!;
    const { recipients, categories, purposes } = this.what;
    const number = `C-${fileNumber}-${reference.consents.length}`;
    const row = {
      ...{ consent_number: number, file_number: fileNumber, recipients: recipients.join('|') },
      ...{ categories: categories.join('|'), purposes: purposes.join('|') },
      ...{ given_on: dayInGermany(-30), valid_from: dayInGermany(-30), valid_until: dayInGermany(this.days) },
      ...{ state: 'GIVEN', ended_on: '', secrecy_release: String(this.secrecyRelease) },
    };
    await deliver(real, 'consents', institution, row);
    const [written] = await real.database.asApp<Pick<KnownConsent, 'id' | 'version'> & { from: Date; until: Date }>(
      { institution, role: 'service' },
      `select id, version, valid_from as from, valid_until as until from core.consent where consent_number = $1`,
      [number],
    );
    const { id, version, from, until } = written!;
    const consent: KnownConsent = {
      ...{ id, version, ...this.what, home, state: 'GIVEN', capturedBy: institution },
      ...{ validFrom: from.getTime(), validUntil: until.getTime(), secrecyRelease: this.secrecyRelease },
      ...{
        exceptions: [],
        exceptsFrom: null,
        withdrawn: [],
        dataFrom: null,
        dataUntil: null,
        requestedBy: null,
        uncheckedOf: null,
      },
      ...{ saidAt: from.getTime(), onPaper: true, isImported: true, endedInHubAt: null },
    };
    reference.add(withoutWithdrawn(reference, consent), home);
    reference.deliveries = [...reference.deliveries, { institution, consentId: id, version, row }];
    return `${institution} delivers a consent of ${reference.nameOf(home)}: ${JSON.stringify(row)}`;
  }
}

/** The same file comes again: whatever was decided since stays. */
export class DeliverConsentsAgain extends Decision {
  constructor(readonly which: number) {
    super();
  }

  static readonly any = anyOf.map((which) => new DeliverConsentsAgain(which));

  protected possible({ deliveries }: Reference): boolean {
    return deliveries.length > 0;
  }

  protected async decide(reference: Reference, real: HubAtWork): Promise<string> {
    const { institution, row } = pick(reference.deliveries, this.which)!;
    await deliver(real, 'consents', institution, row);
    return `${institution} delivers ${row.consent_number} again`;
  }
}

/** A later file says that a consent was withdrawn on paper, of which nothing else was decided meanwhile. */
export class DeliverWithdrawal extends Decision {
  constructor(readonly which: number) {
    super();
  }

  static readonly any = anyOf.map((which) => new DeliverWithdrawal(which));

  protected possible(reference: Reference): boolean {
    return untouched(reference).length > 0;
  }

  protected async decide(reference: Reference, real: HubAtWork): Promise<string> {
    const delivery = pick(untouched(reference), this.which)!;
    const { institution, consentId } = delivery;
    const row = { ...delivery.row, state: 'WITHDRAWN', ended_on: dayInGermany() };
    await deliver(real, 'consents', institution, row);
    withdraw(
      reference,
      reference.consents.find(({ id }) => id === consentId)!,
      null,
      true,
    );
    reference.deliveries = reference.deliveries.map((one) => (one === delivery ? { ...one, row } : one));
    return `${institution} delivers that ${delivery.row.consent_number} was withdrawn`;
  }
}

const untouched = ({ deliveries, consents }: Reference): readonly Delivery[] =>
  deliveries.filter(({ consentId, version }) => {
    const consent = consents.find(({ id }) => id === consentId)!;
    return consent.version === version && consent.state === 'GIVEN';
  });

/** The file of persons comes again, as every night: nobody becomes visible who was not. */
export class DeliverPersonsAgain extends Decision {
  constructor(readonly which: number) {
    super();
  }

  static readonly any = anyOf.map((which) => new DeliverPersonsAgain(which));

  protected possible({ files }: Reference): boolean {
    return files.length > 0;
  }

  protected async decide({ files }: Reference, real: HubAtWork): Promise<string> {
    const { institution, row } = pick(files, this.which)!;
    await deliver(real, 'persons', institution, row);
    return `${institution} delivers ${row.file_number} again`;
  }
}

async function deliver(
  { database }: HubAtWork,
  kind: 'persons' | 'consents',
  institution: InstitutionId,
  row: Readonly<Record<string, string>>,
): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'geleit-model-'));
  const file = join(directory, `${kind}.csv`);
  await writeFile(file, `${Object.keys(row).join(';')}\n${Object.values(row).join(';')}\n`);
  try {
    await importInto(database)({ kind, file, institution });
  } finally {
    await rm(directory, { recursive: true });
  }
}
