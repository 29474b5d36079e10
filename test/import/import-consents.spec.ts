import { describe, expect, it } from '@jest/globals';
import { settingsOfPerson, withdrawConsent } from '../kit/consents';
import { useDatabase } from '../kit/database';
import { dayInGermany } from '../../src/platform/calendar';
import { importInto, personsCsv, useFiles } from './import-files.fixture';

const files = useFiles();
const database = useDatabase(async (fresh) => {
  const run = importInto(fresh);
  await run({ kind: 'persons', file: await files.write('known.csv', personsCsv(['F-1', 'F-2', 'F-3', 'F-4'])) });
  await run({ kind: 'persons', file: await files.write('jc.csv', personsCsv(['J-1'])), institution: 'jobcenter' });
});

const COLUMNS =
  'consent_number;file_number;recipients;categories;purposes;given_on;valid_from;valid_until;state;ended_on';
const GIVEN = ';F-1;jobcenter|caritas;LANGUAGE|IDENTITY;CASE_MANAGEMENT;01.11.2018;01.11.2018;31.12.2030';
let delivery = 0;

async function consents(...rows: string[]) {
  const file = await files.write(`consents-${(delivery += 1)}.csv`, [COLUMNS, ...rows].join('\n'));
  const summary = await importInto(database)({ kind: 'consents', file });
  return { ...summary, problems: (await files.rejected(file)).map((row) => [row.rejected_line, row.rejected_code]) };
}

interface ConsentRow {
  readonly id: string;
  readonly person_id: string;
  readonly version: number;
  readonly state: string;
}

const city = { institution: 'city', role: 'service' };
// As the owner: an institution sees only the grants that name itself.
const grants = async (number: string) =>
  database.asOwner<{ recipient: string; category: string; ended: string | null; consent_version: number }>(
    `select g.recipient, g.category, g.purpose, g.ended, g.consent_version from core.consent_grant g
     where g.consent_id = $1 order by 1, 2`,
    [(await consent(number)).id],
  );
const events = (number: string) =>
  database.asApp(
    city,
    `select e.version, e.state_before, e.state_after from core.consent_event e
     join core.consent c on c.id = e.consent_id where c.consent_number = $1 order by 1`,
    [number],
  );
const consent = async (number: string) =>
  (await database.asApp<ConsentRow>(city, 'select * from core.consent where consent_number = $1', [number]))[0]!;

describe('an import of consents', () => {
  it('writes consent, event and compiled grants; again, it changes nothing', async () => {
    expect(await consents(`A-1${GIVEN};GIVEN;`)).toMatchObject({ inserted: 1, rejected: 0 });
    const row = await consent('A-1');
    expect(row).toMatchObject({
      state: 'GIVEN',
      recipients: ['jobcenter', 'caritas'],
      // In the order of the vocabulary, so that another order is no change.
      categories: ['IDENTITY', 'LANGUAGE'],
      captured_by: 'city',
      channel: 'PAPER',
      ended_at: null,
    });
    expect(await grants('A-1')).toEqual(
      ['caritas', 'jobcenter'].flatMap((recipient) =>
        ['IDENTITY', 'LANGUAGE'].map((category) => ({
          recipient,
          category,
          purpose: 'CASE_MANAGEMENT',
          ended: null,
          consent_version: 1,
        })),
      ),
    );
    expect(await events('A-1')).toEqual([{ version: 1, state_before: null, state_after: 'GIVEN' }]);
    expect(await consents(`A-1${GIVEN.replace('LANGUAGE|IDENTITY', 'IDENTITY|LANGUAGE')};GIVEN;`)).toMatchObject({
      unchanged: 1,
    });
    expect(await consent('A-1')).toEqual(row);
  });

  it('holds from midnight of the first day to midnight after the last, in Germany', async () => {
    await consents('B-1;F-1;jobcenter;IDENTITY;CASE_MANAGEMENT;01.07.2018;01.07.2018;31.12.2018;GIVEN;');
    expect(await consent('B-1')).toMatchObject({
      valid_from: new Date('2018-06-30T22:00:00Z'),
      valid_until: new Date('2018-12-31T23:00:00Z'),
    });
  });

  it('ends a consent that was given for a minor on the 18th birthday, and finds nothing new when it is read again', async () => {
    const child = personsCsv(['K-1']).replaceAll(/\d{2}\.\d{2}\.\d{4}|\d{4}-\d{2}-\d{2}/g, '2004-05-17');
    await importInto(database)({ kind: 'persons', file: await files.write('child.csv', child) });
    for (const state of ['GIVEN', 'WITHDRAWN']) {
      const row = `K-${state};K-1;jobcenter;IDENTITY;CASE_MANAGEMENT;01.11.2018;01.11.2018;31.12.2030;${state};`;
      expect(await consents(row)).toMatchObject({ inserted: 1 });
      expect(await consent(`K-${state}`)).toMatchObject({ valid_until: new Date('2022-05-16T22:00:00Z') });
      expect(await consents(row)).toMatchObject({ unchanged: 1 });
    }
  });

  it.each([
    ['GIVEN', 1, null],
    ['RENEWED', 1, null],
    ['WITHDRAWN', 1, 'WITHDRAWN'],
    ['REVOKED', 1, 'REVOKED'],
    ['EXPIRED', 1, 'EXPIRED'],
    ['INVALIDATED', 1, 'INVALIDATED'],
    ['REQUESTED', 0, null],
    ['REFUSED', 0, null],
  ])('in state %s leaves %i grant, ended: %s', async (state, count, ended) => {
    const number = `C-${state}`;
    await consents(`${number};F-1;jobcenter;IDENTITY;CASE_MANAGEMENT;01.07.2018;01.07.2018;31.12.2030;${state};`);
    const compiled = await grants(number);
    expect(compiled).toHaveLength(count);
    if (count > 0) expect(compiled[0]).toMatchObject({ ended });
  });

  it('follows a withdrawal on paper, and a narrower scope leaves no grant behind', async () => {
    await consents(`D-1${GIVEN};GIVEN;`);
    expect(await consents(`D-1${GIVEN.replace('jobcenter|caritas', 'jobcenter')};GIVEN;`)).toMatchObject({
      updated: 1,
    });
    expect((await grants('D-1')).map(({ recipient }) => recipient)).toEqual(['jobcenter', 'jobcenter']);
    expect(await consents(`D-1${GIVEN};WITHDRAWN;05.02.2019`)).toMatchObject({ updated: 1 });
    expect(new Set((await grants('D-1')).map(({ ended, consent_version }) => `${ended} ${consent_version}`))).toEqual(
      new Set(['WITHDRAWN 3']),
    );
    expect(await events('D-1')).toEqual([
      { version: 1, state_before: null, state_after: 'GIVEN' },
      { version: 2, state_before: 'GIVEN', state_after: 'GIVEN' },
      { version: 3, state_before: 'GIVEN', state_after: 'WITHDRAWN' },
    ]);
  });

  it('never brings a consent back that the person has withdrawn meanwhile', async () => {
    const row = `E-1${GIVEN};GIVEN;`;
    await consents(row);
    const { id, person_id } = await consent('E-1');
    await withdrawConsent(database, person_id, id);
    expect(await consents(row)).toMatchObject({ rejected: 1, problems: [['2', 'CONSENT_ENDED']] });
    expect(await consents(`E-1${GIVEN};RENEWED;`)).toMatchObject({ problems: [['2', 'CONSENT_ENDED']] });
    expect(await consents(`E-1${GIVEN};EXPIRED;`)).toMatchObject({ problems: [['2', 'CONSENT_ENDED']] });
    expect((await grants('E-1')).every(({ ended }) => ended === 'WITHDRAWN')).toBe(true);
    expect(await consent('E-1')).toMatchObject({ state: 'WITHDRAWN', version: 2 });
  });

  const narrow = (id: string, person: string, change: string) =>
    database.asApp(
      { role: 'person', person },
      `update core.consent set ${change}, version = version + 1 where id = $1 returning id`,
      [id],
    );

  it.each([
    ['a recipient', `recipients = '{caritas}'`],
    ['a category', `categories = '{LANGUAGE}'`],
    ['a part of the time', `valid_until = now() + interval '1 day'`],
  ])('leaves a consent alone of which the person has withdrawn %s meanwhile, and says so', async (what, change) => {
    const number = `N-${what}`;
    const row = `${number}${GIVEN};GIVEN;`;
    await consents(row);
    const { id, person_id } = await consent(number);
    await narrow(id, person_id, change);
    const [decided, open] = [await consent(number), await grants(number)];
    for (const again of [row, `${number}${GIVEN.replace('2030', '2031')};RENEWED;`]) {
      expect(await consents(again)).toMatchObject({ updated: 0, unchanged: 1, leftAlone: 1, rejected: 0 });
      expect(await consent(number)).toEqual(decided);
      expect(await grants(number)).toEqual(open);
    }
    // A withdrawal on paper still counts: a file can close what is open, never open what was closed.
    expect(await consents(`${number}${GIVEN};WITHDRAWN;05.02.2019`)).toMatchObject({ updated: 1, leftAlone: 0 });
    expect((await grants(number)).every(({ ended }) => ended === 'WITHDRAWN')).toBe(true);
  });

  it.each([
    ['the day after', 1, { updated: 1, leftAlone: 0 }, 'GIVEN'],
    ['on the same day, of which nobody knows the hour', 0, { updated: 0, leftAlone: 1 }, 'REFUSED'],
    ['the day before', -1, { updated: 0, leftAlone: 1 }, 'REFUSED'],
  ])(
    'follows a paper that was signed after the refusal in the hub, and no earlier one: %s',
    async (_, days, counts, state) => {
      const number = `R-${days}`;
      const given = GIVEN.replace('F-1', 'F-3');
      await consents(`${number}${given};REQUESTED;`);
      const { id, person_id } = await consent(number);
      await narrow(id, person_id, `state = 'REFUSED'`);
      // Nobody else can date a decision back: the history only ever grows.
      await database.asOwner(`alter table core.consent_event disable trigger user;
      update core.consent_event set at = at - interval '5 days' where consent_id = '${id}';
      alter table core.consent_event enable trigger user`);
      const signed = dayInGermany(new Date(Date.now() + (days - 5) * 86_400_000));
      const paper = `${number}${given.replaceAll('01.11.2018', signed)};GIVEN;`;
      for (const expected of [counts, { updated: 0, leftAlone: counts.leftAlone }]) {
        expect(await consents(paper)).toMatchObject({ ...expected, rejected: 0 });
        expect(await consent(number)).toMatchObject({ state });
      }
      expect((await grants(number)).length > 0).toBe(state === 'GIVEN');
    },
  );

  it('opens nothing by a paper of before that the person has withdrawn in the hub since, whatever its number', async () => {
    const given = GIVEN.replace('F-1', 'F-4');
    await consents(`W-1${given};GIVEN;`);
    const { id, person_id } = await consent('W-1');
    await withdrawConsent(database, person_id, id);
    const wider = given.replace('LANGUAGE|IDENTITY', 'LANGUAGE|IDENTITY|EMPLOYMENT').replace('|caritas', '');
    for (let night = 0; night < 2; night += 1) {
      expect(await consents(`W-2${wider};GIVEN;`)).toMatchObject({ inserted: 1 - night, rejected: 0 });
      expect(await grants('W-2')).toMatchObject([{ recipient: 'jobcenter', category: 'EMPLOYMENT' }]);
    }
  });

  it('leaves nothing alone that only files have changed', async () => {
    await consents(`N-9${GIVEN};GIVEN;`);
    expect(await consents(`N-9${GIVEN.replace('2030', '2031')};GIVEN;`)).toMatchObject({ updated: 1, leftAlone: 0 });
  });

  it('waits for a withdrawal that is just happening, and respects it', async () => {
    await consents(`E-2${GIVEN};GIVEN;`);
    const { id, person_id } = await consent('E-2');
    let importing: ReturnType<typeof consents> | undefined;
    await database.database.transaction(settingsOfPerson(person_id), async (transaction) => {
      await transaction.query({
        text: `update core.consent set state = 'WITHDRAWN', version = version + 1 where id = $1`,
        values: [id],
      });
      importing = consents(`E-2${GIVEN.replace('jobcenter|caritas', 'jobcenter')};GIVEN;`);
      // Long enough for the import to arrive at the locked row.
      await new Promise((resolve) => setTimeout(resolve, 500));
    });
    expect(await importing).toMatchObject({ updated: 0, problems: [['2', 'CONSENT_ENDED']] });
    expect(await consent('E-2')).toMatchObject({ state: 'WITHDRAWN', recipients: ['jobcenter', 'caritas'] });
  });

  it('takes the words of a list from the mapping', async () => {
    const mappingFile = await files.write(
      'german.yaml',
      'values: { recipients: { Jobcenter: jobcenter, Caritas: caritas } }\n',
    );
    const row = `H-1${GIVEN.replace('jobcenter|caritas', 'Caritas | Jobcenter|caritas')};GIVEN;`;
    const file = await files.write('mapped.csv', `${COLUMNS}\n${row}\n`);
    expect(await importInto(database)({ kind: 'consents', file, mappingFile })).toMatchObject({ inserted: 1 });
    expect(await consent('H-1')).toMatchObject({ recipients: ['jobcenter', 'caritas'] });
  });

  it('rejects what the policy never lets through, says why, and lets the rest land', async () => {
    const scope = (recipients: string, categories: string, purposes: string) =>
      `;F-1;${recipients};${categories};${purposes};01.11.2018;01.11.2018;31.12.2030;GIVEN;`;
    const summary = await consents(
      `F-1${scope('jobcenter', 'COUNSELLING_NOTES', 'CASE_MANAGEMENT')}`,
      `F-2${scope('immigration-authority', 'IDENTITY', 'CASE_MANAGEMENT')}`,
      `F-3${scope('employment-agency', 'IDENTITY|BENEFITS', 'CASE_MANAGEMENT')}`,
      `F-4${scope('jobcenter', 'IDENTITY', 'STATISTICS')}`,
      `F-5${scope('jobcenter', 'IDENTITY', 'CASE_MANAGEMENT')}`,
      `F-6${scope('the-neighbours', 'IDENTITY', 'CASE_MANAGEMENT')}`,
      `F-7${scope('jobcenter', 'FILE_NUMBER', 'CASE_MANAGEMENT')}`,
      `F-8${scope('', 'IDENTITY|', 'CASE_MANAGEMENT')}`,
    );
    expect(summary).toMatchObject({ inserted: 1, rejected: 7 });
    expect(summary.problems).toEqual([
      ...['2', '3', '4', '5'].map((line) => [line, 'CONSENT_OUTSIDE_POLICY']),
      ['7', 'UNKNOWN_VALUE'],
      ['8', 'UNKNOWN_VALUE'],
      ['9', 'REQUIRED, UNKNOWN_VALUE'],
    ]);
  });

  it('rejects a consent of somebody else, of a stranger, twice in a file, with no day to hold, given and ended at once, or in the future', async () => {
    await consents(`G-1${GIVEN};GIVEN;`);
    const summary = await consents(
      `G-1${GIVEN.replace('F-1', 'F-2')};GIVEN;`,
      `G-2${GIVEN.replace('F-1', 'J-1')};GIVEN;`,
      `G-3${GIVEN};GIVEN;`,
      `G-3${GIVEN};WITHDRAWN;01.02.2019`,
      `G-4${GIVEN.replace('31.12.2030', '31.10.2018')};GIVEN;`,
      `G-5${GIVEN};GIVEN;01.02.2019`,
      `G-6${GIVEN};WITHDRAWN;01.02.2090`,
      `G-7${GIVEN.replace('01.11.2018', '01.11.2089').replace('31.12.2030', '31.12.2090')};GIVEN;`,
    );
    expect(summary.problems).toEqual([
      ['2', 'CONSENT_OF_OTHER_PERSON'],
      ['3', 'UNKNOWN_FILE_NUMBER'],
      ['5', 'DUPLICATE_KEY'],
      ['6', 'PERIOD_REVERSED'],
      ['7', 'END_WITHOUT_STATE'],
      ['8', 'DAY_IN_FUTURE'],
      ['9', 'DAY_IN_FUTURE'],
    ]);
    expect(await consent('G-3')).toMatchObject({ state: 'GIVEN' });
  });
});
