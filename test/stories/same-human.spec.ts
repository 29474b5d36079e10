import { describe, expect, it } from '@jest/globals';
import {
  ByNameAndBirthDocument,
  GiveConsentDocument,
  LinkByCodeDocument,
  RegisterDocument,
} from '../generated/operations';
import { handOut } from '../kit/booklets';
import { useDatabase } from '../kit/database';
import { self, staff, useHub } from '../kit/hub';

const MARIAM = { givenName: 'Mariam', familyName: 'Özkaya', birthDate: '1991-03-08', sex: 'FEMALE' } as const;
const SAME = { familyName: 'OEZKAYA', birthDate: '1991-03-08' };

describe('two institutions register the same human', () => {
  const database = useDatabase();
  const hub = useHub(database);
  const [city, jobcenter] = [staff('city'), staff('jobcenter', 'case-manager')];
  let atCity: string;
  let atJobcenter: string;

  it('and nobody merges them: they are two persons, and neither house finds the other’s', async () => {
    const first = await hub.ask(city, null, RegisterDocument, { input: { ...MARIAM, fileNumber: 'RH-17' } });
    const second = await hub.ask(jobcenter, null, RegisterDocument, { input: { ...MARIAM, fileNumber: 'BG-4711' } });
    atCity = first.data!.registerPerson!.id;
    atJobcenter = second.data!.registerPerson!.id;
    expect(atJobcenter).not.toBe(atCity);
    const found = async (who: typeof city) =>
      (await hub.ask(who, 'CASE_MANAGEMENT', ByNameAndBirthDocument, SAME)).data!.searchPersons!;
    expect(await found(city)).toEqual([{ id: atCity, file: { fileNumber: 'RH-17' } }]);
    expect(await found(jobcenter)).toEqual([{ id: atJobcenter, file: { fileNumber: 'BG-4711' } }]);
  });

  it('even where she consents that the jobcenter sees who she is', async () => {
    await hub.ask(self(atCity), null, GiveConsentDocument, {
      input: {
        recipients: ['jobcenter'],
        categories: ['IDENTITY'],
        purposes: ['CASE_MANAGEMENT'],
        validUntil: '2099-01-01T00:00:00Z',
      },
    });
    const { data } = await hub.ask(jobcenter, 'CASE_MANAGEMENT', ByNameAndBirthDocument, SAME);
    const found = data!.searchPersons!;
    expect(found.map(({ id }) => id).sort()).toEqual([atCity, atJobcenter].sort());
    // The file number of one house is never shown to the other.
    expect(found.find(({ id }) => id === atCity)!.file).toBeNull();
  });

  it('the booklet brings both together: the jobcenter’s file goes to the city’s person', async () => {
    const { shortCode } = await handOut(hub, 'city', atCity, 'RH-0017');
    const { data, errors } = await hub.ask(jobcenter, 'CASE_MANAGEMENT', LinkByCodeDocument, {
      input: { code: shortCode, fileNumber: 'BG-4711', presence: { documentCheck: 'CHECKED' } },
    });
    expect(errors).toEqual([]);
    expect(data!.linkPerson).toMatchObject({
      link: { state: 'ACTIVE', way: 'SHORT_CODE', confirmation: 'PRESENCE', movedRecords: true },
      person: {
        id: atCity,
        file: { fileNumber: 'BG-4711', recordedBy: 'jobcenter' },
        identity: { familyName: 'Özkaya' },
      },
    });
    const found = await hub.ask(jobcenter, 'CASE_MANAGEMENT', ByNameAndBirthDocument, SAME);
    expect(found.data!.searchPersons).toEqual([{ id: atCity, file: { fileNumber: 'BG-4711' } }]);
    const former = await hub.ask(jobcenter, null, 'query ($id: ID!) { person(id: $id) { id } }', { id: atJobcenter });
    expect(former.codes).toStrictEqual(['NO_SUCH_PERSON']);
  });

  it('without her consent the link alone shows the jobcenter nothing of the city', async () => {
    const other = await hub.ask(city, null, RegisterDocument, {
      input: { ...MARIAM, givenName: 'Leila', fileNumber: 'RH-18' },
    });
    const { id } = other.data!.registerPerson!;
    const { token } = await handOut(hub, 'city', id, 'RH-0018');
    const { data, withheld } = await hub.ask(jobcenter, 'CASE_MANAGEMENT', LinkByCodeDocument, {
      input: { code: token, fileNumber: 'BG-4713', presence: { documentCheck: 'NONE_AT_HAND' } },
    });
    expect(data!.linkPerson).toMatchObject({ link: { way: 'TOKEN' }, person: { id, identity: null } });
    expect(withheld).toMatchObject([{ path: 'linkPerson.person.identity', reason: 'NO_CONSENT' }]);
  });

  it('a file that a booklet has led to is not given to the next one, and a number is given once in a house', async () => {
    const { data } = await hub.ask(city, null, RegisterDocument, {
      input: { ...MARIAM, givenName: 'Samira', fileNumber: 'RH-19' },
    });
    const { shortCode } = await handOut(hub, 'city', data!.registerPerson!.id, 'RH-0019');
    const taken = await hub.ask(jobcenter, null, LinkByCodeDocument, {
      input: { code: shortCode, fileNumber: 'BG-4713', presence: { documentCheck: 'CHECKED' } },
    });
    expect(taken.codes).toStrictEqual(['LINK_STATE_CONFLICT']);
    const again = await hub.ask(jobcenter, null, RegisterDocument, { input: { ...MARIAM, fileNumber: 'BG-4711' } });
    expect(again.codes).toStrictEqual(['ALREADY_EXISTS']);
  });
});
