import { beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { InstitutionId } from '../../src/access/vocabulary';
import { REGISTRY } from '../../src/hub/subgraphs';
import { inputName } from '../../src/records/api/record-input';
import { useDatabase } from '../kit/database';
import { sealedSchema, staff, useHub, type Answer } from '../kit/hub';
import { logOf } from '../kit/log';
import { person } from '../kit/people';
import { rheinePolicy } from '../kit/policy';
import { invalidValue } from '../kit/values';
import { mutationOf, readBack, validInput, type Shown } from './record-mutations';

type Result = Answer<{ result: Shown | null }>;

const RECORDABLE = REGISTRY.all.filter(({ recordedThrough }) => recordedThrough === undefined);

describe.each(RECORDABLE.map((declaration) => [declaration.name, declaration] as const))('%s', (_, declaration) => {
  const database = useDatabase();
  const hub = useHub(database);
  const author: InstitutionId = declaration.author === 'EACH' ? 'caritas' : declaration.author;
  const other: InstitutionId = author === 'caritas' ? 'city' : 'caritas';
  const owner = staff(author);
  let personId: string;

  const forPerson = (id: string): Shown => (declaration.onPerson ? { personId: id } : {});
  const run = (caller: typeof owner, kind: 'record' | 'change', input: Shown): Promise<Result> =>
    hub.ask(caller, null, mutationOf(declaration, kind), { input });
  const record = async (more: Shown = {}) => {
    const { input, shown } = await validInput(database, declaration, author);
    const answer = await run(owner, 'record', { ...forPerson(personId), ...input, ...more });
    return { input, shown, answer, id: answer.data?.result?.id as string };
  };

  /** What every record about a person shows besides its own fields. */
  const common = (version: number): Shown =>
    declaration.category === null
      ? {}
      : {
          version,
          recordedBy: author,
          access: expect.objectContaining({ decision: 'PERMIT', basis: 'OWN_RECORD', category: declaration.category }),
        };

  beforeAll(async () => {
    personId = (await person(database).knownTo(author, other).create()).id;
  });

  // Where a person has one record of the type, each test needs a person of its own.
  const fresh = async () => {
    personId = (await person(database).knownTo(author, other).create()).id;
  };

  it('is recorded, read back, changed, and not changed again by someone who read it before', async () => {
    await fresh();
    const { answer, shown, id } = await record();
    expect(answer.errors).toEqual([]);
    expect(answer.data!.result).toMatchObject({ ...shown, ...common(1) });
    expect(await readBack(hub, owner, declaration, personId, id)).toMatchObject({ ...shown, ...common(1) });

    const next = await validInput(database, declaration, author);
    const changed = await run(owner, 'change', { id, version: 1, ...next.input });
    expect(changed.errors).toEqual([]);
    expect(changed.data!.result).toMatchObject({ id, ...next.shown, ...common(2) });
    expect(await readBack(hub, owner, declaration, personId, id)).toMatchObject({ ...next.shown, ...common(2) });

    const late = await run(owner, 'change', { id, version: 1, ...next.input });
    expect([late.data, late.codes]).toEqual([{ result: null }, ['VERSION_CONFLICT']]);
    expect(await readBack(hub, owner, declaration, personId, id)).toMatchObject(common(2));
  });

  it('keeps what a change leaves out', async () => {
    await fresh();
    const { id, shown } = await record();
    const changed = await run(owner, 'change', { id, version: 1 });
    expect(changed.data!.result).toMatchObject({ ...shown, ...common(2) });
  });

  it('is recorded once for one idempotency key, which no other input can use', async () => {
    await fresh();
    const idempotencyKey = randomUUID();
    const first = await record({ idempotencyKey });
    const again = await logOf(database).of<{ result: Shown }>(() =>
      run(owner, 'record', { ...forPerson(personId), ...first.input, idempotencyKey }),
    );
    expect(again.errors).toEqual([]);
    // Nothing was written: it was read.
    expect(new Set(again.entries.map(({ event }) => event))).toEqual(new Set(['READ']));
    expect(again.data!.result).toMatchObject({ id: first.id, ...common(1) });

    const { input } = await validInput(database, declaration, author);
    const otherInput = await run(owner, 'record', { ...forPerson(personId), ...input, idempotencyKey });
    expect([otherInput.data, otherInput.codes]).toEqual([{ result: null }, ['IDEMPOTENCY_KEY_REUSED']]);
  });

  it('is refused a second time under the same natural key', async () => {
    await fresh();
    const { input } = await record();
    const again = await run(owner, 'record', { ...forPerson(personId), ...input });
    expect([again.data, again.codes]).toEqual([{ result: null }, ['ALREADY_EXISTS']]);
  });

  it('is refused with a list of everything that is wrong', async () => {
    const { input } = await validInput(database, declaration, author);
    const bad = declaration.fields
      .filter(({ exposed }) => exposed)
      .flatMap((field) => {
        const value = field.reference ? 'no id' : invalidValue(field.kind);
        return value === undefined ? [] : [[inputName(field), value] as const];
      });
    const answer = await run(owner, 'record', { ...forPerson(personId), ...input, ...Object.fromEntries(bad) });
    expect(answer.codes).toEqual(['INVALID_INPUT']);
    const problems = answer.errors[0]!.extensions!.problems as { path: string }[];
    expect(problems.map(({ path }) => path).sort()).toEqual(bad.map(([name]) => `input.${name}`).sort());
  });

  it('cannot lose what it requires', async () => {
    await fresh();
    const { id } = await record();
    const required = declaration.fields.filter((field) => field.required && field.exposed).map(inputName);
    if (required.length === 0) return;
    const answer = await run(owner, 'change', {
      id,
      version: 1,
      ...Object.fromEntries(required.map((name) => [name, null])),
    });
    const problems = answer.errors[0]?.extensions?.problems as { path: string; code: string }[] | undefined;
    expect(problems?.map(({ path, code }) => `${path} ${code}`)).toEqual(
      required.map((name) => `input.${name} REQUIRED`),
    );
  });

  it('is changed by nobody else, who cannot tell it from one that does not exist', async () => {
    await fresh();
    const { id } = await record();
    const [theirs, nobodys] = await Promise.all(
      [id, randomUUID(), 'no id'].map(
        async (target) => (await run(staff(other), 'change', { id: target, version: 1 })).errors,
      ),
    );
    expect(theirs).toEqual(nobodys);
    expect(theirs![0]!.extensions!.code).toBe(declaration.author === 'EACH' ? 'NOT_FOUND' : 'FORBIDDEN');
    expect(await readBack(hub, owner, declaration, personId, id)).toMatchObject(common(1));
  });

  if (declaration.author !== 'EACH') {
    it('is recorded by no other institution', async () => {
      const { input } = await validInput(database, declaration, author);
      const answer = await run(staff(other), 'record', { ...forPerson(personId), ...input });
      expect([answer.data, answer.codes]).toEqual([{ result: null }, ['FORBIDDEN']]);
    });
  }

  it('is recorded by no role that may not see it', async () => {
    const { input } = await validInput(database, declaration, author);
    const ownRoles = rheinePolicy().categories.get(declaration.category ?? 'IDENTITY')!.ownRoles;
    for (const role of ['case-manager', 'service', 'planner', 'data-protection-officer', 'administrator'] as const) {
      if (ownRoles.has(role)) continue;
      const answer = await run(staff(author, role), 'record', { ...forPerson(personId), ...input });
      expect([role, answer.data, answer.codes]).toEqual([role, { result: null }, ['FORBIDDEN']]);
    }
  });

  if (declaration.onPerson) {
    it('cannot be recorded about a person of others, who looks like one that does not exist', async () => {
      const { id: theirs } = await person(database).knownTo(other).create();
      const { input } = await validInput(database, declaration, author);
      const answers = await Promise.all(
        [theirs, randomUUID(), 'no id'].map((id) => run(owner, 'record', { ...input, personId: id })),
      );
      expect(answers[0]!.codes).toEqual(['NO_SUCH_PERSON']);
      expect(answers[1]).toEqual(answers[0]);
      expect(answers[2]).toEqual(answers[0]);
    });
  }
});

describe('a link between a person and an institution', () => {
  const database = useDatabase();
  const hub = useHub(database);

  it('is made by registerPerson and linkPerson alone, never to a person whose id one happens to know', () => {
    const mutations = Object.keys(sealedSchema().getMutationType()!.getFields());
    expect(mutations).toEqual(expect.arrayContaining(['registerPerson', 'linkPerson', 'changePersonLink']));
    expect(mutations).not.toContain('recordPersonLink');
  });

  it('is corrected by whoever keeps the file, and stays with its person', async () => {
    const { id } = await person(database).knownTo('jobcenter').create();
    const file = 'query ($id: ID!) { person(id: $id) { file { id fileNumber version } } }';
    const asked = await hub.ask<{ person: { file: { id: string } } }>(staff('jobcenter'), null, file, { id });
    const change = `mutation ($id: ID!) { changePersonLink(input: { id: $id, version: 1, fileNumber: "BG-1" }) { fileNumber version } }`;
    const { data, errors } = await hub.ask(staff('jobcenter'), null, change, { id: asked.data!.person.file.id });
    expect([data, errors]).toEqual([{ changePersonLink: { fileNumber: 'BG-1', version: 2 } }, []]);
    const jobcenter = { institution: 'jobcenter', role: 'counsellor' };
    const elsewhere = database.asApp(jobcenter, 'update core.person_link set person_id = person_id');
    await expect(elsewhere).rejects.toMatchObject({ code: '42501' });
  });
});
