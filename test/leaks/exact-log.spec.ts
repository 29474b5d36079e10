import { beforeAll, describe, expect, it } from '@jest/globals';
import { execute, parse } from 'graphql';
import { withWholeFields } from '../../src/hub/execution/whole-fields';
import { rewriteWholeRecords } from '../../src/hub/execution/whole-documents';
import { REGISTRY } from '../../src/hub/subgraphs';
import type { InstitutionId } from '../../src/access/vocabulary';
import { withdrawConsent } from '../kit/consents';
import { useDatabase } from '../kit/database';
import { sealedSchema, self, staff, useHub, type Answer } from '../kit/hub';
import { logOf } from '../kit/log';
import { copyRecords, insertRecord } from '../kit/records';
import { person, settingsOf, type PersonBuilder, type TestPerson } from '../kit/people';

type Permitted = Record<string, readonly (string | number)[]>;

const PURPOSE = 'CASE_MANAGEMENT';
const RECORDS = `identity { familyName } contact { email } languageEnrolments { status } languageAssessments { method }
  measures { title } benefitCases { status } counsellingEpisodes { topic }`;

describe('the access log says of each category on which basis it left, and of nothing that nothing left', () => {
  const database = useDatabase();
  const hub = useHub(database);
  const log = logOf(database);
  const wholeSchema = withWholeFields(sealedSchema(), REGISTRY);

  const consenting = (...categories: ('IDENTITY' | 'CONTACT' | 'LANGUAGE' | 'CASE_PLAN' | 'BENEFITS')[]) =>
    person(database).consenting({ recipients: ['jobcenter'], categories, purposes: [PURPOSE] });

  /** What is logged of a question, field by field and with whole records: both lanes have to agree. */
  const permitted = async ({ id }: TestPerson, by: InstitutionId = 'jobcenter', records = RECORDS) => {
    const query = `query ($id: ID!) { person(id: $id) { ${records} } }`;
    const plain = await log.of(() => hub.ask(staff(by, 'case-manager'), PURPOSE, query, { id }));
    expect(plain.errors).toEqual([]);
    const whole = await log.of(async () => {
      const contextValue = hub.contextOf(staff(by, 'case-manager'), PURPOSE);
      const document = rewriteWholeRecords(sealedSchema(), REGISTRY, parse(query));
      return (await execute({
        schema: wholeSchema,
        document,
        contextValue,
        variableValues: { id },
      })) as unknown as Answer<unknown>;
    });
    expect(whole.entries).toEqual(plain.entries);
    expect(plain.entries).toHaveLength(1);
    return { permitted: plain.entries[0]!.permitted as Permitted, data: plain.data };
  };

  it('an own record is one, although the person consented to those of others', async () => {
    const known = await consenting('IDENTITY', 'CONTACT')
      .with('Identity', { by: 'jobcenter' })
      .with('Contact', { by: 'city' })
      .create();
    const consent = ['CONSENT', known.consentIds[0], 1];
    expect((await permitted(known)).permitted).toMatchObject({ IDENTITY: ['OWN_RECORD'], CONTACT: consent });
  });

  it('own records and those of others in one list are both named', async () => {
    const known = await consenting('LANGUAGE')
      .with('LanguageAssessment', { by: 'jobcenter' })
      .with('LanguageAssessment', { by: 'city' })
      .create();
    const { permitted: bases } = await permitted(known, 'jobcenter', 'languageAssessments { method }');
    expect(bases).toEqual({ LANGUAGE: ['OWN_RECORD', 'CONSENT', known.consentIds[0], 1] });
  });

  it('own records in a list that was open to those of others, of which there were none', async () => {
    const known = await consenting('LANGUAGE').with('LanguageAssessment', { by: 'jobcenter' }).create();
    const { permitted: bases } = await permitted(known, 'jobcenter', 'languageAssessments { method }');
    expect(bases).toEqual({ LANGUAGE: ['OWN_RECORD', 'NOTHING', 'CONSENT', known.consentIds[0], 1] });
  });

  it('what was open and had nothing is told apart from what was shown and from what was withheld', async () => {
    const known = await consenting('LANGUAGE', 'BENEFITS').knownTo('jobcenter').create();
    const { permitted: bases } = await permitted(known);
    expect(bases).toEqual({
      LANGUAGE: ['NOTHING', 'CONSENT', known.consentIds[0], 1],
      // The jobcenter alone keeps them.
      BENEFITS: ['NOTHING', 'OWN_RECORD'],
    });
  });

  it('one record type of a category is enough to have received it', async () => {
    const known = await consenting('LANGUAGE').with('LanguageEnrolment').create();
    expect((await permitted(known)).permitted).toEqual({
      LANGUAGE: ['CONSENT', known.consentIds[0], 1],
      BENEFITS: ['NOTHING', 'OWN_RECORD'],
    });
  });

  it('where one record is shown and hides others, nothing is told of those', async () => {
    const released = {
      recipients: ['jobcenter'],
      categories: ['IDENTITY'],
      purposes: [PURPOSE],
      secrecyRelease: true,
    } as const;
    for (const by of ['city', 'caritas', 'jobcenter'] as const) {
      const known = await person(database).consenting(released).with('Identity', { by }).create();
      const { permitted: bases } = await permitted(known, 'jobcenter', 'identity { familyName }');
      expect(bases).toEqual({ IDENTITY: by === 'jobcenter' ? ['OWN_RECORD'] : ['CONSENT', known.consentIds[0], 1] });
    }
  });

  it('a consent to data of a period opens nothing that has no day, which is withheld and not nothing', async () => {
    const known = await person(database)
      .consenting({
        recipients: ['jobcenter'],
        categories: ['IDENTITY', 'HOUSEHOLD'],
        purposes: [PURPOSE],
        dataFrom: '2018-01-01',
      })
      .knownTo('jobcenter')
      .with('Identity', { by: 'city' })
      .create();
    const { permitted: bases } = await permitted(known, 'jobcenter', 'identity { familyName } household { since }');
    expect(bases).toEqual({});
  });

  it('what was read only to know that a list goes on is not shown', async () => {
    const assessment = { by: 'city', values: { assessedOn: '2018-01-01' } } as const;
    const known = await consenting('LANGUAGE').knownTo('jobcenter').with('LanguageAssessment', assessment).create();
    await copyRecords(database, 'LanguageAssessment', known.id, 999);
    const { permitted: full, data } = await permitted(known, 'jobcenter', 'languageAssessments { method }');
    await database.database.transaction(settingsOf('jobcenter'), (transaction) =>
      insertRecord(transaction, REGISTRY.named('LanguageAssessment')!, 'jobcenter', known.id, {
        assessedOn: '2001-01-01',
      }),
    );
    const { permitted: bases, data: same } = await permitted(known, 'jobcenter', 'languageAssessments { method }');
    expect([bases, same]).toEqual([full, data]);
    expect(bases).toEqual({ LANGUAGE: ['CONSENT', known.consentIds[0], 1] });
  });

  it('of consents to data of a period those that cover the days of what was shown', async () => {
    const period = (dataFrom: string, dataUntil: string) =>
      ({ recipients: ['jobcenter'], categories: ['LANGUAGE'], purposes: [PURPOSE], dataFrom, dataUntil }) as const;
    const assessed = (day: string) => (builder: PersonBuilder) =>
      builder.with('LanguageAssessment', { by: 'city', values: { assessedOn: day } });
    const begun = person(database)
      .consenting(period('2018-01-01', '2018-12-31'))
      .consenting(period('2020-01-01', '2020-12-31'));
    const only = await assessed('2018-05-01')(begun).create();
    const fields = 'languageAssessments { method }';
    expect((await permitted(only, 'jobcenter', fields)).permitted).toEqual({
      LANGUAGE: ['CONSENT', only.consentIds[0], 1],
    });
    const both = await assessed('2020-05-01')(assessed('2018-05-01')(begun)).create();
    const { LANGUAGE } = (await permitted(both, 'jobcenter', fields)).permitted;
    expect(LANGUAGE![0]).toBe('CONSENT');
    expect(new Set(LANGUAGE!.filter((word) => typeof word === 'string').slice(1))).toEqual(new Set(both.consentIds));
    const neither = await assessed('2019-05-01')(begun).create();
    const nothing = (await permitted(neither, 'jobcenter', fields)).permitted.LANGUAGE!;
    expect(nothing.slice(0, 2)).toEqual(['NOTHING', 'CONSENT']);
    expect(new Set(nothing.slice(2).filter((word) => typeof word === 'string'))).toEqual(new Set(neither.consentIds));
  });

  it('being found by an own record is no disclosure of another', async () => {
    const values = { familyName: 'Genau', birthDate: '1991-02-03' };
    const known = await consenting('IDENTITY')
      .with('Identity', { by: 'jobcenter', values })
      .with('Identity', { by: 'city', values })
      .create();
    const search = '{ searchPersons(by: { familyName: "Genau", birthDate: "1991-02-03" }) { id } }';
    const { entries } = await log.of(() => hub.ask(staff('jobcenter', 'case-manager'), PURPOSE, search));
    expect(entries).toMatchObject([{ person: known.id, permitted: { IDENTITY: ['OWN_RECORD'] } }]);
    const filter = '{ persons(first: 5, filter: { familyName: "Genau" }) { nodes { id } } }';
    const filtered = await log.of(() => hub.ask(staff('jobcenter', 'case-manager'), PURPOSE, filter));
    expect(filtered.entries).toMatchObject([{ person: known.id, permitted: { IDENTITY: ['OWN_RECORD'] } }]);
  });

  it('the person reads which of it was nothing', async () => {
    const known = await consenting('LANGUAGE').knownTo('jobcenter').create();
    await permitted(known, 'jobcenter', 'languageEnrolments { status }');
    const { data } = await hub.ask<{ accessLog: { nodes: object[] } }>(
      self(known.id),
      null,
      '{ accessLog(first: 1) { nodes { disclosed { category } empty { category basis reference } withheld } } }',
    );
    expect(data!.accessLog.nodes).toEqual([
      {
        disclosed: [],
        empty: [{ category: 'LANGUAGE', basis: 'CONSENT', reference: known.consentIds[0] }],
        withheld: [],
      },
    ]);
  });

  it.each([
    ['all data by institution', '{ me { dataByInstitution { institution records { type } } } }'],
    ['the export', '{ myExport }'],
  ])('who reads everything about themself reads nothing of what is not there: %s', async (_, query) => {
    const { id } = await person(database)
      .with('Identity', { by: 'city' })
      .with('BenefitCase')
      .with('LanguageAssessment', { by: 'caritas' })
      .create();
    const { entries } = await log.of(() => hub.ask(self(id), null, query));
    const bases = Object.assign({}, ...entries.map(({ permitted: of }) => of)) as Permitted;
    const shown = Object.keys(bases).filter((category) => bases[category]![0] === 'SELF');
    expect(shown.sort()).toEqual(['BENEFITS', 'FILE_NUMBER', 'IDENTITY', 'LANGUAGE']);
    expect(bases).toMatchObject({ CONTACT: ['NOTHING', 'SELF'], COUNSELLING_NOTES: ['NOTHING', 'SELF'] });
    expect(new Set(Object.values(bases).map((words) => words.join(' ')))).toEqual(new Set(['SELF', 'NOTHING SELF']));
  });

  describe('after a withdrawal', () => {
    let tasks: (known: TestPerson) => Promise<unknown[]>;
    beforeAll(() => {
      tasks = async (known) => {
        await withdrawConsent(database, known.id, known.consentIds[0]!);
        return database.asOwner('select institution, categories from core.withdrawal_task where person_id = $1', [
          known.id,
        ]);
      };
    });

    it('nobody has a task who saw own records or nothing', async () => {
      const own = await consenting('IDENTITY', 'LANGUAGE')
        .with('Identity', { by: 'jobcenter' })
        .with('LanguageAssessment', { by: 'jobcenter' })
        .create();
      await permitted(own);
      expect(await tasks(own)).toEqual([]);
    });

    it('whoever saw own records and those of others has one', async () => {
      const known = await consenting('IDENTITY', 'LANGUAGE')
        .with('Identity', { by: 'jobcenter' })
        .with('LanguageAssessment', { by: 'jobcenter' })
        .with('LanguageAssessment', { by: 'city' })
        .create();
      await permitted(known);
      expect(await tasks(known)).toEqual([{ institution: 'jobcenter', categories: ['LANGUAGE'] }]);
    });
  });
});
