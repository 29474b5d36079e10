import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { wordsOf } from '../../src/platform/words';
import { OccasionEnum } from '../../src/records/occasion';
import { countStatements, useDatabase } from '../kit/database';
import { self, staff, unsealedSchema, useHub } from '../kit/hub';
import { disputeRecord } from '../kit/marks';
import { person } from '../kit/people';
import { hiddenPerson, traces } from './hidden';

const WHAT = `occasion recordType personField recordId institution day values { field value } access { basis reason }`;
const BEFORE = `query ($id: ID!, $occasion: Occasion!) { equivalents(personId: $id, occasion: $occasion) { ${WHAT} } }`;

/** Mutations that record something on an occasion; the last two are tried where the caller writes such records. */
const RECORDING = `mutation ($id: ID!, $number: String!) {
  recordLanguageAssessment(input: { personId: $id, assessmentNumber: $number, assessedOn: "2026-01-01", method: TEST,
    language: "de" }) { equivalents { ${WHAT} } }
  recordCase(input: { personId: $id, caseNumber: $number, openedOn: "2026-01-01", phase: CLARIFICATION }) {
    equivalents { ${WHAT} } }
  recordMeasure(input: { personId: $id, measureNumber: $number, kind: OTHER, title: "Kurs", plannedOn: "2026-01-01",
    status: PLANNED }) { equivalents { ${WHAT} } }
}`;

describe('whoever is about to record what another has recorded already', () => {
  const database = useDatabase();
  const hub = useHub(database);
  const adviser = staff('jobcenter', 'case-manager');
  let hidden: string;
  let none: string;

  beforeAll(async () => {
    hidden = (await hiddenPerson(database).knownTo('jobcenter').create()).id;
    none = (await person(database).knownTo('city', 'caritas', 'employment-agency', 'jobcenter').create()).id;
  });

  it.each(wordsOf(OccasionEnum))(
    '%s: gets the same bytes whether something is hidden or there is nothing',
    async (occasion) => {
      for (const purpose of ['CASE_MANAGEMENT', 'LABOUR_MARKET_INTEGRATION', null] as const) {
        const [something, nothing] = await Promise.all(
          [hidden, none].map((id) => hub.ask(adviser, purpose, BEFORE, { id, occasion })),
        );
        expect(something!.data).toEqual({ equivalents: [] });
        expect(JSON.stringify(something)).toBe(JSON.stringify(nothing));
      }
    },
  );

  it.each(wordsOf(OccasionEnum))('%s: costs the same statements, and the same entries in the log', async (occasion) => {
    const work = (id: string) =>
      countStatements(database, () => hub.ask(adviser, 'CASE_MANAGEMENT', BEFORE, { id, occasion }));
    const logged = (id: string) =>
      database.asOwner(
        'select event, fields, asked, permitted from core.access_entry where person_id = $1 order by id desc limit 1',
        [id],
      );
    const [something, nothing] = [await work(hidden), await work(none)];
    expect(something).toEqual(nothing);
    expect(something).toHaveLength(1);
    expect(await logged(hidden)).toEqual(await logged(none));
  });

  it('gets the same bytes, by the same statements, when recording it', async () => {
    const record = async (id: string) => {
      let answer: unknown;
      const statements = await countStatements(database, async () => {
        answer = await hub.ask(adviser, 'CASE_MANAGEMENT', RECORDING, { id, number: randomUUID() });
      });
      return { answer, statements };
    };
    const [something, nothing] = [await record(hidden), await record(none)];
    expect(JSON.stringify(something.answer)).toBe(JSON.stringify(nothing.answer));
    expect(something.statements).toEqual(nothing.statements);
    expect(something.answer).toMatchObject({
      errors: [],
      data: {
        recordLanguageAssessment: { equivalents: [] },
        recordCase: { equivalents: [] },
        recordMeasure: { equivalents: [] },
      },
    });
  });

  it.each(wordsOf(OccasionEnum))('%s: gets nothing from PostgreSQL either, should the guard fail', async (occasion) => {
    const unguarded = useHub(database, { schema: unsealedSchema() });
    const answer = await unguarded.ask(adviser, 'CASE_MANAGEMENT', BEFORE, { id: hidden, occasion });
    expect([answer.data, traces(answer)]).toEqual([{ equivalents: [] }, []]);
  });

  it('cannot ask about somebody whom it has nothing to do with, who is like nobody', async () => {
    const { id } = await hiddenPerson(database).create();
    const answers = await Promise.all(
      [id, randomUUID(), 'no id'].map((asked) =>
        hub.ask(adviser, 'CASE_MANAGEMENT', BEFORE, { id: asked, occasion: 'CASE' }),
      ),
    );
    expect(answers[0]!.codes).toEqual(['NO_SUCH_PERSON']);
    expect(answers.map((answer) => JSON.stringify(answer))).toEqual(Array(3).fill(JSON.stringify(answers[0])));
  });

  it('cannot ask at all unless it is staff who see content', async () => {
    for (const who of [self(hidden), staff('city', 'planner'), staff('city', 'data-protection-officer')]) {
      const { data, codes } = await hub.ask(who, null, BEFORE, { id: hidden, occasion: 'CASE' });
      expect([data, codes]).toEqual([{ equivalents: null }, ['FORBIDDEN']]);
    }
  });
});

describe('a consent to data of a period', () => {
  const database = useDatabase();
  const hub = useHub(database);

  it('tells of an assessment of that period alone, whoever wrote it, by both locks', async () => {
    const { id } = await person(database)
      .knownTo('jobcenter')
      .with('LanguageAssessment', { by: 'city', values: { assessedOn: '2018-03-01' } })
      .with('LanguageAssessment', { by: 'employment-agency', values: { assessedOn: '2019-03-01' } })
      .consenting({
        recipients: ['jobcenter'],
        categories: ['LANGUAGE'],
        purposes: ['CASE_MANAGEMENT'],
        dataFrom: '2019-01-01',
        secrecyRelease: true,
      })
      .create();
    const adviser = staff('jobcenter');
    const variables = { id, occasion: 'LANGUAGE_ASSESSMENT' };
    for (const schema of [undefined, unsealedSchema()]) {
      const { data, withheld } = await useHub(database, { schema }).ask(adviser, 'CASE_MANAGEMENT', BEFORE, variables);
      expect(data!.equivalents).toMatchObject([{ institution: 'employment-agency', day: '2019-03-01' }]);
      expect(withheld.map(({ reason }) => reason)).toEqual(['PERIOD_NOT_COVERED']);
    }
    const read = `query ($id: ID!) { person(id: $id) { languageAssessments { assessedOn recordedBy } } }`;
    const { data } = await hub.ask(adviser, 'CASE_MANAGEMENT', read, { id });
    expect(data).toEqual({
      person: { languageAssessments: [{ assessedOn: '2019-03-01', recordedBy: 'employment-agency' }] },
    });
  });
});

describe('a record that the person disputes', () => {
  const database = useDatabase();
  const hub = useHub(database);

  it('is told with the note, which also names its place in the answer', async () => {
    const { id, records } = await person(database)
      .knownTo('jobcenter')
      .with('CounsellingEpisode')
      .with('Case', { by: 'city' })
      .consenting({
        recipients: ['jobcenter'],
        categories: ['CASE_PLAN', 'COUNSELLING'],
        purposes: ['CASE_MANAGEMENT'],
        secrecyRelease: true,
      })
      .create();
    const disputed = records.find(({ declaration }) => declaration.name === 'CounsellingEpisode')!;
    await disputeRecord(database, disputed, { field: 'topic', note: 'Es ging um die Wohnung.' });
    const query =
      'query ($id: ID!) { equivalents(personId: $id, occasion: CASE) { recordType disputes { field note } } }';
    const answer = await hub.ask<{ equivalents: object[] }>(staff('jobcenter'), 'CASE_MANAGEMENT', query, { id });
    expect(answer.data!.equivalents).toEqual([
      { recordType: 'Case', disputes: null },
      { recordType: 'CounsellingEpisode', disputes: [{ field: 'topic', note: 'Es ging um die Wohnung.' }] },
    ]);
    expect(answer.disputed).toMatchObject([{ path: ['equivalents', 1], field: 'topic' }]);
  });
});
