import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { Client } from 'pg';
import type { InstitutionId } from '../../../src/access/vocabulary';
import { closeAgain } from '../../../src/hub/backup/close-again.store';
import { finishRestoration } from '../../../src/hub/backup/finish-restoration.store';
import { hubTables } from '../../../src/hub/backup/hub-tables.store';
import { readJournals } from '../../../src/hub/backup/journal';
import { journaled } from '../../../src/hub/backup/journaled';
import { restoreBackup } from '../../../src/hub/backup/restore-backup.store';
import { takeBackup } from '../../../src/hub/backup/take-backup.store';
import { withoutLocks } from '../../../src/hub/backup/without-locks.store';
import { GeleitError } from '../../../src/platform/errors';
import { appRoleUrl } from '../../../src/platform/app-role';
import type { Caller } from '../../../src/platform/identity/caller';
import { handOut, type HandedOut } from '../../kit/booklets';
import { useDatabase } from '../../kit/database';
import { guardian, self, staff, useHub } from '../../kit/hub';
import { confirmsMerge } from '../../kit/merges';
import { person, type TestPerson } from '../../kit/people';
import { rheinePolicy } from '../../kit/policy';
import { representedBy } from '../../kit/representation';
import { startTestHub, type RunningTestHub } from '../running-hub';
import { contentOf, emptyDatabase } from './content';

const ID = '($id: ID!)';
const SEEN = `query ${ID} { person(id: $id) { identity { familyName } contact { phone } benefitCases { status } languageAssessments { id } } }`;
const WITHDRAW = 'mutation ($input: WithdrawConsentInput!) { withdrawConsent(input: $input) { state } }';
const GIVE = 'mutation ($input: GiveConsentInput!) { giveConsent(input: $input) { id } }';
const ASK = 'mutation ($input: RequestRightInput!) { requestRight(input: $input) { id version } }';
const ANSWER = 'mutation ($input: AnswerRequestInput!) { answerRightsRequest(input: $input) { state } }';
const LINK = 'mutation ($input: LinkPersonInput!) { linkPerson(input: $input) { link { id state } } }';
const MERGE = 'mutation ($input: MergePersonsInput!) { mergePersons(input: $input) { id version state } }';
const SPLIT = 'mutation ($input: DecideDuplicateInput!) { splitPersons(input: $input) { state } }';
const REVOKE = 'mutation ($input: RevokeRepresentationInput!) { revokeRepresentation(input: $input) { state } }';

const MOTHER = randomUUID();
const OPEN = { categories: ['IDENTITY', 'CONTACT'], purposes: ['CASE_MANAGEMENT'] } as const;

describe('what was closed after the backup', () => {
  const database = useDatabase();
  const kit = useHub(database);
  let directory: string;
  let journals: string;
  let hub: RunningTestHub;
  const people = {} as Record<
    'whole' | 'partly' | 'excepting' | 'erased' | 'restricting' | 'loser' | 'unlinked' | 'child' | 'twin' | 'other',
    TestPerson
  >;
  let booklet: HandedOut;
  let linkId: string;
  let representation: string;
  let pair: string;
  let backup: string;

  const written = async () =>
    (await Promise.all((await readdir(journals)).map((name) => readFile(join(journals, name), 'utf8')))).join('');
  const answers = async (who: TestPerson, request: object, institution: InstitutionId, answer: object = {}) => {
    const { requestRight } = await does<{ requestRight: object }>(self(who.id), ASK, { input: request });
    await does(staff(institution), ANSWER, { input: { ...requestRight, action: 'GRANT', ...answer } });
  };
  const shown = async (at: RunningTestHub, name: keyof typeof people, caller: Caller) =>
    (await at.ask(caller, 'CASE_MANAGEMENT', SEEN, { id: people[name].id })).text;
  const merged = async () => {
    const [a, b] = [people.twin.id, people.other.id].sort() as [string, string];
    const [made] = await database.asOwner<{ id: string }>(
      `insert into core.duplicate_pair (person_a, person_b, state, threshold, by_identity) values ($1, $2, 'OPEN', 0, true) returning id`,
      [a, b],
    );
    const input = { id: made!.id, version: 1, survivorId: a, reason: 'Passports compared.' };
    const { errors } = await kit.ask(staff('city', 'case-manager'), 'CASE_MANAGEMENT', MERGE, { input });
    expect(errors).toEqual([]);
    await confirmsMerge(kit, a);
    expect(await confirmsMerge(kit, b)).toBe('MERGED');
    return made!.id;
  };
  const restored = async (paths: readonly string[]) => {
    const empty = await emptyDatabase();
    await restoreBackup({ ownerUrl: empty.url, policy: rheinePolicy(), managesAppRole: true, folder: backup });
    await finishRestoration(empty.url, paths);
    return empty;
  };
  const erasedRows = async (url: string) => {
    const { id } = people.erased.records.find(
      (each) => each.author === 'caritas' && each.declaration.name === 'Contact',
    )!;
    return (await contentOf(url)).get('core.contact')!.filter((row) => row.includes(id));
  };
  const again = async (url: string) => {
    const owner = new Client({ connectionString: url });
    await owner.connect();
    await owner.query('begin');
    await withoutLocks(
      owner,
      await hubTables(owner),
      async () => void (await closeAgain(owner, await readJournals([journals]))),
      'HELD',
    );
    await owner.query('commit');
    await owner.end();
  };

  const does = async <Data = Record<string, never>>(
    caller: Caller,
    mutation: string,
    variables: object,
  ): Promise<Data> => {
    const { data, errors } = await hub.ask(caller, null, mutation, variables as Record<string, unknown>);
    expect(errors).toEqual([]);
    return data as Data;
  };

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'geleit-journal-'));
    journals = join(directory, 'journals');
    const make = (by = person(database)) => by.with('Identity', { by: 'city' }).with('Contact', { by: 'city' });
    const open = () => make().consenting({ recipients: ['jobcenter', 'caritas'], ...OPEN });
    for (const name of ['whole', 'partly', 'excepting', 'loser', 'twin', 'other'] as const)
      people[name] = await open().create();
    people.erased = await open().with('Contact', { by: 'caritas' }).create();
    people.restricting = await open().with('LanguageAssessment', { by: 'city' }).create();
    people.unlinked = await make().create();
    people.child = await person(database)
      .with('Identity', { by: 'city', values: { birthDate: '2015-01-02' } })
      .create();
    representation = await representedBy(kit, people.child.id, MOTHER);
    pair = await merged();
    hub = await startTestHub({ appUrl: database.appUrl, decisionJournal: journals });
    booklet = await handOut(kit, 'city', people.loser.id);
    const { token } = await handOut(kit, 'city', people.unlinked.id);
    const input = { code: token, fileNumber: 'BG-7', presence: { documentCheck: 'CHECKED' } };
    linkId = (await does<{ linkPerson: { link: { id: string } } }>(staff('jobcenter'), LINK, { input })).linkPerson.link
      .id;
  }, 120_000);
  afterAll(async () => {
    await hub?.stop();
    await rm(directory, { recursive: true, force: true });
  });

  it('is in the journal before it is acknowledged, without a name', async () => {
    backup = join(directory, 'backup');
    await takeBackup({ ownerUrl: database.ownerUrl, folder: backup, geleit: 'test' });
    const { whole, partly, excepting, erased, restricting, loser, unlinked } = people;
    await does(self(whole.id), WITHDRAW, { input: { id: whole.consentIds[0] } });
    expect(
      (await written())
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as object),
    ).toMatchObject([{ fact: { table: 'core.consent', id: whole.consentIds[0], state: 'WITHDRAWN' } }]);
    await does(self(partly.id), WITHDRAW, { input: { id: partly.consentIds[0], recipients: ['jobcenter'] } });
    const exceptions = [{ recipients: ['jobcenter'], categories: ['CONTACT'] }];
    const more = { recipients: ['employment-agency'], ...OPEN, categories: ['IDENTITY'], language: 'de', exceptions };
    await does(self(excepting.id), GIVE, { input: { ...more, validUntil: new Date(Date.now() + 30 * 86_400_000) } });
    await answers(erased, { kind: 'ERASURE', institution: 'caritas' }, 'caritas', {
      erasure: ['Contact', 'PersonLink'].map((recordType) => ({ recordType, outcome: 'ERASE' })),
    });
    const contact = restricting.records.find(({ declaration }) => declaration.name === 'Contact')!;
    await answers(
      restricting,
      { kind: 'RESTRICTION', recordType: 'Contact', recordId: contact.id, words: 'Wrong.' },
      'city',
    );
    await does(self(loser.id), `mutation ${ID} { reportBookletLost(id: $id) { status } }`, { id: booklet.booklet!.id });
    await does(self(unlinked.id), `mutation ${ID} { unlinkPerson(id: $id) { state } }`, { id: linkId });
    await does(staff('city'), REVOKE, { input: { id: representation, reason: 'Custody was withdrawn.' } });
    const [{ version }] = (await database.asOwner<{ version: number }>(
      'select version from core.duplicate_pair where id = $1',
      [pair],
    )) as [{ version: number }];
    await does(staff('city', 'case-manager'), SPLIT, { input: { id: pair, version, reason: 'Two sisters.' } });
    const text = await written();
    for (const table of [
      'person_link',
      'contact',
      'erased_source',
      'booklet',
      'booklet_code',
      'link',
      'representation',
      'duplicate_pair',
    ])
      expect([table, text.includes(`.${table}"`)]).toEqual([table, true]);
    expect(text).not.toMatch(/Custody|sisters|Wrong|Beispiel/);
  }, 60_000);

  it('is open again where nobody has a journal', async () => {
    const { url, drop } = await restored([]);
    const without = await startTestHub({ appUrl: appRoleUrl(url) });
    expect(await shown(without, 'whole', staff('jobcenter'))).toMatch(/"familyName" ?: ?"/);
    expect(await erasedRows(url)).toHaveLength(1);
    await without.stop();
    await drop();
  }, 60_000);

  it('is closed for everybody before the restored hub answers, and its second application changes nothing', async () => {
    const { url, drop } = await restored([journals]);
    const after = await startTestHub({ appUrl: appRoleUrl(url) });
    try {
      const differ: unknown[] = [];
      for (const name of Object.keys(people) as (keyof typeof people)[]) {
        for (const caller of [staff('city'), staff('jobcenter'), staff('caritas'), self(people[name].id)]) {
          const [is, was] = [await shown(after, name, caller), await shown(hub, name, caller)];
          if (is !== was) differ.push([name, 'institution' in caller ? caller.institution : 'self', is, was]);
        }
      }
      expect(differ).toEqual([]);
      expect((await after.ask(guardian(MOTHER, people.child.id), null, '{ represented { id } }')).codes).toEqual([
        'NO_SUCH_PERSON',
      ]);
      const guess = { input: { code: booklet.token, fileNumber: 'BG-8' } };
      expect((await after.ask(staff('jobcenter'), null, LINK, guess)).codes).toEqual(['BOOKLET_CODE_INVALID']);
      expect((await after.ask(self(people.whole.id), null, '{ me { consents { state } } }')).data).toEqual({
        me: { consents: [{ state: 'WITHDRAWN' }] },
      });
    } finally {
      await after.stop();
    }
    expect(await erasedRows(url)).toEqual([]);
    const before = await contentOf(url);
    await again(url);
    const twice = await contentOf(url);
    for (const table of [
      'core.consent',
      'core.consent_grant',
      'core.consent_event',
      'core.link',
      'core.person_link',
      'core.booklet',
    ])
      expect([table, twice.get(table)]).toEqual([table, before.get(table)]);
    await drop();
  }, 120_000);
});

describe('a journal that cannot be written', () => {
  it('keeps the acknowledgement back, and nothing that was decided', async () => {
    const executor = () => Promise.resolve({ data: { done: true } });
    const flush = () => Promise.reject(new GeleitError('UNAVAILABLE', 'Full.'));
    const run = (text: string) =>
      journaled(executor, { flush })({
        document: parse(text),
        queryHash: '',
        operationName: null,
        variables: {},
        context: {},
      });
    expect((await run('mutation { withdraw }')).errors).toMatchObject([{ extensions: { code: 'UNAVAILABLE' } }]);
    expect(await run('{ me }')).toEqual({ data: { done: true } });
  });
});
