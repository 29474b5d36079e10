import { beforeAll, describe, expect, it } from '@jest/globals';
import { importInto, useFiles } from '../import/import-files.fixture';
import { useDatabase } from '../kit/database';
import { self, staff, useHub } from '../kit/hub';

const COLUMNS = 'consent_number;file_number;recipients;categories;purposes;given_on;valid_from;valid_until;state\n';
const CONTACT = 'query ($id: ID!) { person(id: $id) { contact { phone } } }';
const WITHDRAW = 'mutation ($input: WithdrawConsentInput!) { withdrawConsent(input: $input) { state recipients } }';

/** The jobcenter keeps her consent on paper and delivers its list of consents every night. */
describe('Amina, who takes back one recipient of two', () => {
  const files = useFiles();
  const database = useDatabase();
  const hub = useHub(database);
  let amina: string;
  let consentId: string;
  let night = 0;

  const sees = async (institution: 'city' | 'caritas') =>
    (await hub.ask<{ person: object | null }>(staff(institution), 'CASE_MANAGEMENT', CONTACT, { id: amina })).data!
      .person;
  const delivers = async (options: { exportedAt?: Date; recipients?: string } = {}) => {
    const { recipients = 'city|caritas', exportedAt } = options;
    const row = `EW-1;BG-1;${recipients};CONTACT;CASE_MANAGEMENT;01.11.2018;01.11.2018;31.12.2090;GIVEN\n`;
    const file = await files.write(`consents-${(night += 1)}.csv`, COLUMNS + row);
    const run = await importInto(database)({ kind: 'consents', institution: 'jobcenter', file, exportedAt });
    return { ...run, told: (await files.leftAlone(file)).map((each) => each.rejected_code) };
  };

  beforeAll(async () => {
    const header = 'file_number;given_name;family_name;birth_date;phone\n';
    const file = await files.write('persons.csv', `${header}BG-1;Amina;Muster;01.02.1980;0171 3920031\n`);
    await importInto(database)({ kind: 'persons', institution: 'jobcenter', file });
    [{ person_id: amina }] = (await database.asApp<{ person_id: string }>(
      { institution: 'jobcenter', role: 'service' },
      'select person_id from core.person_link',
    )) as [{ person_id: string }];
    expect(await delivers()).toMatchObject({ inserted: 1 });
    [{ id: consentId }] = (await database.asApp<{ id: string }>(
      { role: 'person', person: amina },
      'select id from core.consent',
    )) as [{ id: string }];
  });

  it('is known to both by her consent', async () => {
    for (const institution of ['city', 'caritas'] as const) {
      expect(await sees(institution)).toEqual({ contact: { phone: '0171 3920031' } });
    }
  });

  it('closes it to the city, and the next night the same file comes: the city sees nothing more', async () => {
    const { data } = await hub.ask(self(amina), null, WITHDRAW, { input: { id: consentId, recipients: ['city'] } });
    expect(data).toEqual({ withdrawConsent: { state: 'GIVEN', recipients: ['caritas'] } });
    for (let again = 0; again < 2; again += 1) {
      expect(await delivers()).toMatchObject({ updated: 0, leftAlone: 1, rejected: 0, told: ['DECIDED_IN_HUB'] });
      expect(await sees('city')).toBeNull();
      expect(await sees('caritas')).toEqual({ contact: { phone: '0171 3920031' } });
    }
  });

  it('nor by an older file, one that asks for more, or several at once', async () => {
    await delivers({ exportedAt: new Date(Date.now() - 86_400_000) });
    await delivers({ recipients: 'city|caritas|employment-agency' });
    await Promise.all([delivers(), delivers({ exportedAt: new Date(0) }), delivers()]);
    expect(await sees('city')).toBeNull();
    expect(await sees('caritas')).toEqual({ contact: { phone: '0171 3920031' } });
  });
});
