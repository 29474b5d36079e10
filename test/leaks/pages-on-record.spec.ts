import { beforeAll, describe, expect, it } from '@jest/globals';
import { useDatabase } from '../kit/database';
import { self, staff, useHub } from '../kit/hub';
import { person } from '../kit/people';
import { logOf } from '../kit/log';

const PAGES: readonly (readonly [field: string, thing: string, args: string, who?: string])[] = [
  ['bookletLinks', 'Link', ', state: ACTIVE', 'personId: id'],
  ['withdrawalTasks', 'WithdrawalTask', ', state: OPEN'],
  ['rightsRequests', 'RightsRequest', ''],
  ['rightsNotices', 'RightsNotice', ', open: true'],
  ['consentOverview', 'ConsentOverview', ', state: GIVEN'],
  ['accessLog', 'AccessEntry', ''],
];

describe('a page of an institution is on record', () => {
  const database = useDatabase();
  const hub = useHub(database);
  const log = logOf(database);
  const officer = staff('city', 'data-protection-officer');
  const ids: string[] = [];

  beforeAll(async () => {
    for (let n = 1; n <= 3; n += 1) {
      const { id } = await person(database)
        .knownTo('city')
        .consenting({ recipients: ['city'], categories: ['IDENTITY'], purposes: ['CASE_MANAGEMENT'] })
        .create();
      ids.push(id);
      const ask = `mutation { requestRight(input: { kind: EXPORT, institution: "city", words: "Alles, bitte." }) { id } }`;
      expect((await hub.ask(self(id), null, ask)).errors).toEqual([]);
      const read = 'query ($id: ID!) { person(id: $id) { id } }';
      await hub.ask(staff('city'), null, read, { id });
      await database.asOwner(
        // A link does not show its person: here it has the same id.
        `insert into core.link (id, person_id, institution, state, way, file_number, requested_by)
         values ($1, $1, 'city', 'ACTIVE', 'BOOKLET', $2, 'kit')`,
        [id, `AZ-${n}`],
      );
      await database.asOwner(
        `insert into core.withdrawal_task (consent_id, consent_version, person_id, institution, categories, purposes,
           first_received_at, last_received_at, due_at)
         values (gen_random_uuid(), 1, $1, 'city', '{IDENTITY}', '{CASE_MANAGEMENT}', now(), now(), now() + interval '1 day')`,
        [id],
      );
      await database.asOwner(
        `insert into core.rights_notice (request_id, person_id, institution, kind, author, record_type, first_received_at, last_received_at)
         values (gen_random_uuid(), $1, 'city', 'ERASURE', 'jobcenter', 'BenefitCase', now(), now())`,
        [id],
      );
    }
  });

  it.each(PAGES)(
    '%s: with the persons whom it shows, and not with the one after them',
    async (field, thing, args, who = 'personId') => {
      const query = `query ($after: String) { ${field}(first: 1, after: $after${args}) {
      nodes { ${who} } pageInfo { hasNextPage endCursor } } }`;
      const { data, errors, entries } = await log.of<Page>(() => hub.ask(officer, null, query));
      expect(errors).toEqual([]);
      const { nodes, pageInfo } = data![field]!;
      expect(pageInfo.hasNextPage).toBe(true);
      const [{ personId }] = nodes as [{ personId: string }];
      expect(entries).toMatchObject([{ event: 'READ', person: personId, fields: [thing] }]);
      const second = await log.of<Page>(() => hub.ask(officer, null, query, { after: pageInfo.endCursor }));
      const [next] = second.data![field]!.nodes;
      expect(next!.personId).not.toBe(personId);
      expect(second.entries).toMatchObject([{ event: 'READ', person: next!.personId, fields: [thing] }]);
    },
  );

  it.each(PAGES)('%s: without a person where there is nothing', async (field, thing, args, who = 'personId') => {
    const nobody = staff('employment-agency', 'data-protection-officer');
    // The log of an institution that has never asked anything begins with this question.
    const { data, entries } = await log.of<Page>(() =>
      hub.ask(
        nobody,
        null,
        `{ ${field}(first: 1${args}${field === 'accessLog' ? ', until: "2001-01-01T00:00:00Z"' : ''}) { nodes { ${who} } pageInfo { hasNextPage } } }`,
      ),
    );
    expect(data![field]).toEqual({ nodes: [], pageInfo: { hasNextPage: false } });
    expect(entries).toMatchObject([{ event: 'COUNTED', person: null, fields: [thing, 'counted.0'], permitted: {} }]);
  });

  it('accessLog: with every person of whom the page has an entry, so that they see that the officer read of them', async () => {
    const { data, entries } = await log.of<Page>(() =>
      hub.ask(officer, null, '{ accessLog(first: 100) { nodes { personId } pageInfo { hasNextPage } } }'),
    );
    const shown = new Set(data!.accessLog!.nodes.map(({ personId }) => personId));
    expect(new Set(entries.map(({ person: id }) => id))).toEqual(shown);
    expect(ids.filter((id) => !shown.has(id))).toEqual([]);
    expect(entries).toHaveLength(shown.size);
  });
});

describe('whom somebody represents', () => {
  const database = useDatabase();
  const hub = useHub(database);
  const log = logOf(database);

  it('is on record with the minor and with whoever asks, also where there is nobody', async () => {
    const [parent, child] = [await person(database).create(), await person(database).create()];
    const query = '{ myRepresentations { personId } }';
    const none = await log.of(() => hub.ask(self(parent.id), null, query));
    expect(none.entries).toMatchObject([{ event: 'READ', person: parent.id, fields: ['Representation'] }]);
    await database.asOwner(`alter table core.representation disable trigger user`);
    await database.asOwner(
      `insert into core.representation (id, person_id, guardian, guardian_name, kind, document, institution, actor, valid_until)
       values (gen_random_uuid(), $1, $2, 'Mutter', 'PARENT', 'Geburtsurkunde', 'city', 'kit', now() + interval '1 year')`,
      [child.id, parent.id],
    );
    const one = await log.of(() => hub.ask(self(parent.id), null, query));
    expect(one.data).toEqual({ myRepresentations: [{ personId: child.id }] });
    expect(new Set(one.entries.map((entry) => entry.person))).toEqual(new Set([parent.id, child.id]));
    expect(one.entries.map(({ event, fields }) => [event, fields])).toEqual(
      Array(2).fill(['READ', ['Representation']]),
    );
  });
});

type Page = Record<
  string,
  {
    readonly nodes: readonly { readonly personId: string | null }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  }
>;
