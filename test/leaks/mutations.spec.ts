import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { InstitutionId } from '../../src/access/vocabulary';
import type { RecordDeclaration } from '../../src/records/declaration';
import { handOut } from '../kit/booklets';
import { countStatements, useDatabase } from '../kit/database';
import { sealedSchema, self, staff, useHub } from '../kit/hub';
import { person, PERSON_RECORDS, type TestPerson } from '../kit/people';
import { protectedFields } from '../kit/protected-fields';
import { validValues } from '../kit/values';
import { hiddenPerson, traces } from './hidden';

const FIELDS = protectedFields(sealedSchema());
const EVERYTHING = FIELDS.map(({ name, selection }) => `${name} ${selection}`).join('\n');

/** Whoever writes records of a type; where everybody does, the jobcenter. */
const authorOf = ({ author }: RecordDeclaration): InstitutionId => (author === 'EACH' ? 'jobcenter' : author);

const record = ({ name }: RecordDeclaration): string =>
  `mutation ($input: Record${name}Input!) { record${name}(input: $input) { id } }`;
const change = ({ name }: RecordDeclaration, selection = 'id version'): string =>
  `mutation ($input: Change${name}Input!) { change${name}(input: $input) { ${selection} } }`;

/** Valid values; what a reference refers to is not looked at before the person is. */
const inputFor = (declaration: RecordDeclaration): Record<string, unknown> => ({
  ...validValues(declaration),
  ...Object.fromEntries(
    declaration.fields.flatMap(({ name, reference }) => (reference ? [[`${name}Id`, randomUUID()]] : [])),
  ),
});

const recordOf = ({ records }: TestPerson, name: string) =>
  records.find(({ declaration }) => declaration.name === name)!;

describe('writing about somebody else’s person', () => {
  const database = useDatabase();
  const hub = useHub(database);
  const strangerTo = new Map<InstitutionId, TestPerson>();

  beforeAll(async () => {
    const byCaritas = await person(database)
      .withEverything('caritas', [
        'Registration',
        'ResidenceTitle',
        'LanguageEnrolment',
        'JobseekerProfile',
        'Qualification',
        'BenefitCase',
        'BenefitAward',
        'IntegrationAgreement',
      ])
      .create();
    const byCity = await person(database).with('Registration').with('Identity', { by: 'city' }).create();
    for (const institution of ['city', 'jobcenter', 'employment-agency'] as const)
      strangerTo.set(institution, byCaritas);
    strangerTo.set('caritas', byCity);
  });

  const recorded = PERSON_RECORDS.filter(({ recordedThrough }) => recordedThrough === undefined);
  it.each(recorded.map((declaration) => [declaration.name, declaration] as const))(
    'records no %s, and does not say whether the person exists',
    async (_, declaration) => {
      const author = authorOf(declaration);
      const values = inputFor(declaration);
      const ask = (personId: string) =>
        hub.ask(staff(author), null, record(declaration), { input: { ...values, personId } });
      const foreign = await ask(strangerTo.get(author)!.id);
      expect(foreign.codes).toStrictEqual(['NO_SUCH_PERSON']);
      expect(JSON.stringify(foreign)).toBe(JSON.stringify(await ask(randomUUID())));
    },
  );

  it.each(PERSON_RECORDS.map((declaration) => [declaration.name, declaration] as const))(
    'changes no %s of another house, and does not say whether there is one, or of which version',
    async (name, declaration) => {
      const others = PERSON_RECORDS.includes(declaration) && declaration.author === 'EACH';
      // Where one institution alone writes a type, the others are refused by name; the writer meets only its own.
      const asker = others ? staff('jobcenter') : staff(declaration.author === 'caritas' ? 'city' : 'caritas');
      const { id } = others
        ? recordOf(strangerTo.get('jobcenter')!, name)
        : recordOf(await person(database).with(name).create(), name);
      const ask = (target: string, version: number) =>
        hub.ask(asker, null, change(declaration), { input: { id: target, version } });
      const right = await ask(id, 1);
      expect(right.codes).toStrictEqual([others ? 'NOT_FOUND' : 'FORBIDDEN']);
      for (const same of [await ask(id, 7), await ask(randomUUID(), 1), await ask('x', 1)]) {
        expect(JSON.stringify(same)).toBe(JSON.stringify(right));
      }
    },
  );

  it('changes no record that it may read by consent', async () => {
    const readable = await hiddenPerson(database)
      .consenting({ recipients: ['jobcenter'], categories: ['IDENTITY'], purposes: ['CASE_MANAGEMENT'] })
      .create();
    const { id } = recordOf(readable, 'Identity');
    const ask = (version: number) =>
      hub.ask(
        staff('jobcenter'),
        'CASE_MANAGEMENT',
        change(recordOf(readable, 'Identity').declaration, 'id familyName'),
        {
          input: { id, version, familyName: 'Anders' },
        },
      );
    for (const version of [1, 2]) {
      const answer = await ask(version);
      expect(answer.codes).toStrictEqual(['NOT_FOUND']);
      expect(traces(answer)).toEqual([]);
    }
  });
});

describe('writing about an own person', () => {
  const database = useDatabase();
  const hub = useHub(database);
  const adviser = staff('jobcenter');

  it('answers with the own record alone, however much more is asked', async () => {
    const { id } = await hiddenPerson(database).knownTo('jobcenter').create();
    for (const { name, type, selection } of FIELDS.filter(({ type }) =>
      /^(Identity|Contact|Household)$/.test(type.name),
    )) {
      const declaration = PERSON_RECORDS.find((candidate) => candidate.name === type.name)!;
      const answer = await hub.ask(
        adviser,
        'CASE_MANAGEMENT',
        `mutation ($input: Record${type.name}Input!) { record${type.name}(input: $input) ${selection} }`,
        { input: { ...validValues(declaration), personId: id } },
      );
      expect([name, answer.errors]).toEqual([name, []]);
      expect(traces(answer)).toEqual([]);
      expect(Object.values(answer.data!)[0]).toMatchObject({ recordedBy: 'jobcenter' });
    }
    const members =
      'mutation ($id: ID!) { recordHousehold(input: { personId: $id, householdNumber: "J-2", householdKind: FAMILY }) { members { id identity { familyName } contact { town } } } }';
    expect(traces(await hub.ask(adviser, 'CASE_MANAGEMENT', members, { id }))).toEqual([]);
  });

  it('says VERSION_CONFLICT for an own record alone', async () => {
    const own = await person(database).with('BenefitCase').create();
    const { id, declaration } = recordOf(own, 'BenefitCase');
    const stale = await hub.ask(adviser, null, change(declaration), { input: { id, version: 9 } });
    expect(stale.codes).toStrictEqual(['VERSION_CONFLICT']);
  });

  it('does not meet an idempotency key of another institution', async () => {
    const [mine, theirs] = [
      await person(database).knownTo('jobcenter').create(),
      await person(database).knownTo('caritas').create(),
    ];
    const write = (who: InstitutionId, personId: string, town: string) =>
      hub.ask(staff(who), null, 'mutation ($input: RecordContactInput!) { recordContact(input: $input) { town } }', {
        input: { personId, town, idempotencyKey: 'the-same-key' },
      });
    expect((await write('caritas', theirs.id, 'Verborgenheim')).errors).toEqual([]);
    const first = await write('jobcenter', mine.id, 'Rheine');
    expect(first).toMatchObject({ errors: [], data: { recordContact: { town: 'Rheine' } } });
    expect((await write('jobcenter', mine.id, 'Rheine')).data).toEqual(first.data);
    expect((await write('jobcenter', mine.id, 'Emsdetten')).codes).toStrictEqual(['IDEMPOTENCY_KEY_REUSED']);
  });

  it('does not meet file numbers, codes or households of another institution', async () => {
    const input = { fileNumber: 'AZ-1', givenName: 'Ana', familyName: 'Beispiel', birthDate: '1990-01-01' };
    const register =
      'mutation ($input: RegisterPersonInput!) { registerPerson(input: $input) { id file { fileNumber } } }';
    const ids = new Set<unknown>();
    for (const institution of ['city', 'jobcenter', 'caritas'] as const) {
      const answer = await hub.ask<{ registerPerson: { id: string } }>(staff(institution), null, register, { input });
      expect(answer.errors).toEqual([]);
      ids.add(answer.data!.registerPerson.id);
      expect((await hub.ask(staff(institution), null, register, { input })).codes).toStrictEqual(['ALREADY_EXISTS']);
    }
    expect(ids.size).toBe(3);
    const office = 'mutation { recordOffice(input: { code: "A", name: "Büro" }) { id } }';
    for (const institution of ['city', 'jobcenter'] as const) {
      expect((await hub.ask(staff(institution), null, office)).errors).toEqual([]);
    }
  });

  it('learns of a booklet number that it is taken, and nothing of who carries it', async () => {
    const carrier = await hiddenPerson(database, 'caritas').create();
    const mine = await person(database).knownTo('jobcenter').create();
    const { bookletNumber } = recordOf(carrier, 'Booklet').shown;
    const answer = await hub.ask(
      adviser,
      null,
      'mutation ($input: IssueBookletInput!) { issueBooklet(input: $input) { shortCode booklet { id personId } } }',
      { input: { personId: mine.id, bookletNumber } },
    );
    expect(answer.codes).toStrictEqual(['ALREADY_EXISTS']);
    expect(traces(answer)).toEqual([]);
    expect(JSON.stringify(answer)).not.toContain('caritas');
  });
});

describe('linking oneself to a person', () => {
  const database = useDatabase();
  const hub = useHub(database);
  const adviser = staff('jobcenter', 'case-manager');
  const LINK = `mutation ($input: LinkPersonInput!) { linkPerson(input: $input) { link { id } person { id ${EVERYTHING} consents { id } } } }`;
  const link = (code: string, fileNumber: string) =>
    hub.ask(adviser, 'CASE_MANAGEMENT', LINK, { input: { code, fileNumber, presence: { documentCheck: 'CHECKED' } } });

  it('by the booklet shows nothing beyond the own file', async () => {
    const carrier = await hiddenPerson(database, 'caritas').create();
    const { shortCode } = await handOut(hub, 'city', carrier.id);
    const answer = await link(shortCode, 'JC-1');
    expect(answer).toMatchObject({
      errors: [],
      data: { linkPerson: { person: { id: carrier.id, file: { fileNumber: 'JC-1' }, consents: [] } } },
    });
    expect(traces(answer)).toEqual([]);
    expect((await link(shortCode, 'JC-2')).codes).toStrictEqual(['LINK_STATE_CONFLICT']);
  });

  it('by the number of a booklet is no way: it is no code, nothing is looked up, and the refusal is on record', async () => {
    await person(database)
      .with('Booklet', { by: 'city', values: { bookletNumber: 'RH-0002', status: 'ISSUED' } })
      .create();
    for (const guess of ['RH-0002', '', "' or true --", 'x'.repeat(10_000)]) {
      const statements = await countStatements(database, async () => {
        expect((await link(guess, 'JC-3')).codes).toStrictEqual(['INVALID_INPUT']);
      });
      expect(statements).toEqual([expect.stringMatching(/^insert into core\.access_entry .*'REFUSED'/s)]);
    }
  });

  it('by the id of a person is no way at all', () => {
    expect(Object.keys(sealedSchema().getMutationType()!.getFields())).not.toContain('recordPersonLink');
  });

  it('is no way past the hub either: row level security lets an institution link only whom it registers', async () => {
    const jobcenter = { institution: 'jobcenter', role: 'counsellor' };
    const { id: theirs } = await hiddenPerson(database).create();
    const [own] = await database
      .asApp<{ id: string }>(
        jobcenter,
        `insert into core.person (id, created_by) select id, 'jobcenter' from (select gen_random_uuid() as id) f returning null`,
      )
      .then(() => database.asOwner<{ id: string }>(`select id from core.person where created_by = 'jobcenter'`));
    for (const personId of [theirs, own!.id, randomUUID()]) {
      const insert = `insert into core.person_link (person_id, institution, file_number) values ($1, 'jobcenter', 'JC-9')`;
      await expect(database.asApp(jobcenter, insert, [personId])).rejects.toMatchObject({ code: '42501' });
      const update = `update core.person_link set person_id = $1 where institution = 'jobcenter'`;
      await expect(database.asApp(jobcenter, update, [personId])).rejects.toMatchObject({ code: '42501' });
    }
  });
});

describe('the consent of another person', () => {
  const database = useDatabase();
  const hub = useHub(database);
  const WITHDRAW = 'mutation ($id: ID!) { withdrawConsent(input: { id: $id }) { id state recipients } }';
  let giver: TestPerson;
  let other: TestPerson;

  beforeAll(async () => {
    giver = await person(database)
      .knownTo('caritas', 'jobcenter')
      .consenting({ recipients: ['caritas'], categories: ['IDENTITY'], purposes: ['CASE_MANAGEMENT'] })
      .create();
    other = await person(database).create();
  });

  it.each([
    ['another person', () => self(other.id)],
    ['an institution that it does not name', () => staff('jobcenter')],
    ['an institution that it names', () => staff('caritas')],
  ])('cannot be withdrawn by %s, nor found', async (_, caller) => {
    const answer = await hub.ask(caller(), null, WITHDRAW, { id: giver.consentIds[0] });
    expect(answer.codes).toStrictEqual(['NOT_FOUND']);
    expect(JSON.stringify(answer)).toBe(JSON.stringify(await hub.ask(caller(), null, WITHDRAW, { id: randomUUID() })));
  });

  it('cannot be given in another person’s name', async () => {
    const give = `mutation ($id: ID!) { giveConsent(input: { personId: $id, recipients: ["jobcenter"], categories: [LANGUAGE],
      purposes: [CASE_MANAGEMENT], validUntil: "2099-01-01T00:00:00Z" }) { id } }`;
    const answer = await hub.ask(self(other.id), null, give, { id: giver.id });
    expect(answer.codes).toStrictEqual(['NO_SUCH_PERSON']);
    expect(JSON.stringify(answer)).toBe(
      JSON.stringify(await hub.ask(self(other.id), null, give, { id: randomUUID() })),
    );
  });
});
