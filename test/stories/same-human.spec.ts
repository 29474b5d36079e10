import { describe, expect, it } from '@jest/globals';
import {
  ByNameAndBirthDocument,
  GiveConsentDocument,
  HandOutBookletDocument,
  LinkByBookletDocument,
  RegisterDocument,
} from '../generated/operations';
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

  it('the booklet links them: she hands it over, and the jobcenter has its file with the city’s person', async () => {
    await hub.ask(city, null, HandOutBookletDocument, { personId: atCity, number: 'RH-0017' });
    const { data, errors } = await hub.ask(jobcenter, 'CASE_MANAGEMENT', LinkByBookletDocument, {
      number: 'RH-0017',
      fileNumber: 'BG-4712',
    });
    expect(errors).toEqual([]);
    expect(data!.linkPerson).toEqual({
      id: atCity,
      file: { fileNumber: 'BG-4712', recordedBy: 'jobcenter' },
      identity: { familyName: 'Özkaya' },
    });
  });

  it('without her consent the link alone shows the jobcenter nothing of the city', async () => {
    const other = await hub.ask(city, null, RegisterDocument, {
      input: { ...MARIAM, givenName: 'Leila', fileNumber: 'RH-18' },
    });
    const { id } = other.data!.registerPerson!;
    await hub.ask(city, null, HandOutBookletDocument, { personId: id, number: 'RH-0018' });
    const { data, withheld } = await hub.ask(jobcenter, 'CASE_MANAGEMENT', LinkByBookletDocument, {
      number: 'RH-0018',
      fileNumber: 'BG-4713',
    });
    expect(data!.linkPerson).toMatchObject({ id, identity: null });
    expect(withheld).toMatchObject([{ path: 'linkPerson.identity', reason: 'NO_CONSENT' }]);
  });

  it('a file number is given once in a house, and a person is linked to it once', async () => {
    const again = await hub.ask(jobcenter, null, LinkByBookletDocument, { number: 'RH-0017', fileNumber: 'BG-4800' });
    expect(again.codes).toStrictEqual(['ALREADY_EXISTS']);
    const taken = await hub.ask(jobcenter, null, RegisterDocument, { input: { ...MARIAM, fileNumber: 'BG-4711' } });
    expect(taken.codes).toStrictEqual(['ALREADY_EXISTS']);
  });
});
