import { beforeAll, describe, expect, it } from '@jest/globals';
import { countStatements, useDatabase } from '../../../kit/database';
import { self, staff, useHub } from '../../../kit/hub';
import { disputeRecord, restrictRecord } from '../../../kit/marks';
import { copyRecords } from '../../../kit/records';
import { person, type TestPerson } from '../../../kit/people';

const DATA = `query ($language: String) { me { dataByInstitution(language: $language) { institution institutionLabel isComplete
  records { id type description category categoryLabel recordedAt updatedAt values { name label value }
  disputes { field note since } restrictedAt } } } }`;

interface Answer {
  readonly me: { readonly dataByInstitution: readonly Group[] };
}
interface Group {
  readonly institution: string;
  readonly institutionLabel: string;
  readonly isComplete: boolean;
  readonly records: readonly {
    readonly id: string;
    readonly type: string;
    readonly categoryLabel: string;
    readonly recordedAt: string;
    readonly values: readonly { readonly name: string; readonly value: string }[];
  }[];
}

/** The values of what the kit wrote, as the view names them. */
function named(shown: Readonly<Record<string, unknown>>, prefix = ''): string[] {
  return Object.entries(shown).flatMap(([name, value]) =>
    typeof value === 'object' && value !== null
      ? named(value as Record<string, unknown>, `${prefix}${name}.`)
      : name === 'id' && prefix !== ''
        ? []
        : [`${prefix}${name}=${String(value)}`],
  );
}

describe('what is written about a person, by institution', () => {
  const database = useDatabase();
  const hub = useHub(database);
  let ida: TestPerson;
  let other: TestPerson;

  beforeAll(async () => {
    const builder = person(database).withEverything('city').with('Identity', { by: 'jobcenter' });
    ida = await builder.with('Contact', { by: 'caritas' }).create();
    other = await person(database).withEverything('caritas').create();
  });

  const groupsOf = async (id: string, language?: string) => {
    const { data, errors } = await hub.ask<Answer>(self(id), null, DATA, { language });
    expect(errors).toEqual([]);
    return data!.me.dataByInstitution;
  };

  it('has every record of every type under the institution that wrote it, with every value, and no other record', async () => {
    const groups = await groupsOf(ida.id);
    const shown = groups.flatMap(({ institution, records }) =>
      records.map(({ id, type, values }) => [
        `${institution} ${type} ${id}`,
        values.map(({ name, value }) => `${name}=${value}`).sort(),
      ]),
    );
    const written = ida.records.map(({ author, declaration, id, shown: values }) => [
      `${author} ${declaration.name} ${id}`,
      named(values).sort(),
    ]);
    expect(shown.sort()).toEqual(written.sort());
  });

  it('says when each was written, and what it is in the language of the person', async () => {
    const groups = await groupsOf(ida.id, 'tr');
    expect(groups.find(({ institution }) => institution === 'city')).toMatchObject({
      institutionLabel: 'Rheine Belediyesi, danışmanlık ekibi',
      isComplete: true,
      records: expect.arrayContaining([
        expect.objectContaining({ type: 'LanguageEnrolment', categoryLabel: 'Almanca kursları ve dil düzeyi' }),
      ]),
    });
    const times = groups.flatMap(({ records }) => records.map(({ recordedAt }) => Date.parse(recordedAt)));
    expect(times.filter((time) => !(Math.abs(Date.now() - time) < 600_000))).toEqual([]);
  });

  it('shows what the person disputes with their note, and what is stored only, which nobody else sees', async () => {
    const marked = await person(database).with('LanguageEnrolment').with('BenefitCase').create();
    const of = (name: string) => marked.records.find(({ declaration }) => declaration.name === name)!;
    await disputeRecord(database, of('LanguageEnrolment'), { field: 'status', note: 'Ich war da.' });
    await restrictRecord(database, of('BenefitCase'));
    const records = (await groupsOf(marked.id)).flatMap((group) => group.records);
    const shown = (name: string) => records.find(({ type }) => type === name);
    expect(shown('LanguageEnrolment')).toMatchObject({
      disputes: [{ field: 'status', note: 'Ich war da.' }],
      restrictedAt: null,
    });
    expect(shown('BenefitCase')).toMatchObject({ disputes: [], restrictedAt: '2026-01-01T00:00:00.000Z' });
  });

  it('is one statement beside that of the person, however much there is and however often it is asked for', async () => {
    const twice = `{ me { a: dataByInstitution { institution } b: dataByInstitution(language: "ar") { institution } } }`;
    expect(await countStatements(database, () => hub.ask(self(ida.id), null, twice))).toHaveLength(2);
  });

  it('is on record as the own reading of the person, with every category', async () => {
    await groupsOf(ida.id);
    const [entry] = await database.asOwner<{ permitted: Record<string, string[]>; role: string }>(
      `select permitted, role from core.access_entry where person_id = $1 and 'Contact.email' = any(fields) order by id desc limit 1`,
      [ida.id],
    );
    expect(entry!.role).toBe('person');
    expect(entry!.permitted).toMatchObject({ COUNSELLING_NOTES: ['SELF'], IDENTITY: ['SELF'] });
  });

  it('is cut at 1,000 records of a type, and says so', async () => {
    const { id } = await person(database).with('LanguageEnrolment').with('Registration').create();
    await copyRecords(database, 'Registration', id, 1_000);
    const [city] = await groupsOf(id);
    expect(city!.isComplete).toBe(false);
    expect(city!.records.filter(({ type }) => type === 'Registration')).toHaveLength(1_000);
    expect(city!.records.filter(({ type }) => type === 'LanguageEnrolment')).toHaveLength(1);
  });

  it('is only for the person: staff see no such list, not even of their own records', async () => {
    const query = 'query ($id: ID!) { person(id: $id) { dataByInstitution { institution } sharing { institution } } }';
    const { data, withheld } = await hub.ask(staff('city'), 'CASE_MANAGEMENT', query, { id: ida.id });
    expect(data).toEqual({ person: { dataByInstitution: null, sharing: null } });
    expect(withheld.map(({ reason }) => reason)).toEqual(['ROLE_NOT_ENTITLED', 'ROLE_NOT_ENTITLED']);
  });

  it('holds nothing about anybody else, also where the first lock would name another person', async () => {
    expect(JSON.stringify(await groupsOf(ida.id))).not.toContain(other.id);
    const settings = { role: 'person', person: ida.id };
    const rows = await database.asApp(settings, 'select from core.contact where person_id = $1', [other.id]);
    expect(rows).toEqual([]);
  });
});
