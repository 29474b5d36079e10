import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  CloseBookletDocument,
  ConfirmLinkDocument,
  DeclineBookletDocument,
  HandOutBookletDocument,
  LinkByCodeDocument,
  ReplaceBookletDocument,
  ReportBookletLostDocument,
} from '../generated/operations';
import { handOut, type HandedOut } from '../kit/booklets';
import { useDatabase } from '../kit/database';
import { self, staff, useHub } from '../kit/hub';
import { person, type TestPerson } from '../kit/people';

describe('a booklet is lost', () => {
  const database = useDatabase();
  const hub = useHub(database);
  const [office, finder] = [staff('city'), staff('employment-agency')];
  let samir: TestPerson;
  let lost: HandedOut;
  let pending: string;

  const tries = (code: string, fileNumber: string) =>
    hub.ask(finder, null, LinkByCodeDocument, { input: { code, fileNumber, presence: { documentCheck: 'CHECKED' } } });

  beforeAll(async () => {
    samir = await person(database).with('Registration').with('Identity', { by: 'city' }).create();
    lost = await handOut(hub, 'city', samir.id, 'RH-0200');
    const { data } = await hub.ask(staff('jobcenter'), null, LinkByCodeDocument, {
      input: { code: lost.token, fileNumber: 'BG-200' },
    });
    pending = data!.linkPerson!.link.id;
  });

  it('he reports it himself, and both codes stop at once', async () => {
    const { data } = await hub.ask(self(samir.id), null, ReportBookletLostDocument, { id: lost.booklet.id });
    expect(data!.reportBookletLost).toEqual({ status: 'LOST' });
    expect((await tries(lost.token, 'KD-1')).codes).toStrictEqual(['BOOKLET_CODE_INVALID']);
    expect((await tries(lost.shortCode, 'KD-1')).codes).toStrictEqual(['BOOKLET_CODE_INVALID']);
  });

  it('what somebody asked for with it before is cancelled', async () => {
    const { codes } = await hub.ask(self(samir.id), null, ConfirmLinkDocument, { id: pending });
    expect(codes).toStrictEqual(['LINK_STATE_CONFLICT']);
  });

  it('nobody else can report it, and to others it does not exist', async () => {
    const other = await person(database).create();
    for (const caller of [self(other.id), staff('jobcenter'), staff('caritas')]) {
      const { codes } = await hub.ask(caller, null, ReportBookletLostDocument, { id: lost.booklet.id });
      expect(codes).toStrictEqual(['NOT_FOUND']);
    }
    const again = await hub.ask(office, null, ReportBookletLostDocument, { id: lost.booklet.id });
    expect(again.codes).toStrictEqual(['BOOKLET_STATE_CONFLICT']);
  });

  it('the city replaces it: the new codes lead to him, those of the lost one do not come back', async () => {
    const { data } = await hub.ask(office, null, ReplaceBookletDocument, {
      input: { id: lost.booklet.id, bookletNumber: 'RH-0201' },
    });
    const replaced = data!.replaceBooklet!;
    expect(replaced.booklet).toEqual({ id: lost.booklet.id, bookletNumber: 'RH-0201', status: 'ISSUED' });
    expect((await tries(lost.token, 'KD-1')).codes).toStrictEqual(['BOOKLET_CODE_INVALID']);
    const found = await tries(replaced.shortCode, 'KD-1');
    expect(found.data!.linkPerson).toMatchObject({ link: { state: 'ACTIVE' }, person: { id: samir.id } });
  });

  it('new codes for the same booklet stop those before, too', async () => {
    const renew = async () =>
      (await hub.ask(office, null, ReplaceBookletDocument, { input: { id: lost.booklet.id } })).data!.replaceBooklet!;
    const [first, second] = [await renew(), await renew()];
    expect(second.booklet.bookletNumber).toBe('RH-0201');
    const caritas = (code: string) =>
      hub.ask(staff('caritas'), null, LinkByCodeDocument, { input: { code, fileNumber: 'C-1' } });
    expect((await caritas(first.shortCode)).codes).toStrictEqual(['BOOKLET_CODE_INVALID']);
    expect((await caritas(second.shortCode)).codes).toStrictEqual([]);
  });

  it('when it is not needed any more it is closed, and can be handed out again later', async () => {
    const closed = await hub.ask(office, null, CloseBookletDocument, { id: lost.booklet.id });
    expect(closed.data!.closeBooklet).toEqual({ status: 'CLOSED' });
    const twice = await hub.ask(office, null, CloseBookletDocument, { id: lost.booklet.id });
    expect(twice.codes).toStrictEqual(['BOOKLET_STATE_CONFLICT']);
    expect((await handOut(hub, 'city', samir.id, 'RH-0202')).booklet.id).toBe(lost.booklet.id);
  });
});

describe('handing booklets out', () => {
  const database = useDatabase();
  const hub = useHub(database);

  it('is for those whom the policy names, to persons whom they know', async () => {
    const { id } = await person(database).knownTo('caritas', 'city').create();
    const byCaritas = await hub.ask(staff('caritas'), null, HandOutBookletDocument, { input: { personId: id } });
    expect(byCaritas.codes).toStrictEqual(['FORBIDDEN']);
    const byAgency = await hub.ask(staff('employment-agency'), null, HandOutBookletDocument, {
      input: { personId: id },
    });
    expect(byAgency.codes).toStrictEqual(['NO_SUCH_PERSON']);
    expect(await database.asOwner('select from core.booklet_code')).toEqual([]);
  });

  it('is declined with a coded reason, and accepted later', async () => {
    const { id } = await person(database).knownTo('city').create();
    const declined = await hub.ask(staff('city'), null, DeclineBookletDocument, {
      input: { personId: id, reason: 'DATA_RESERVATIONS' },
    });
    expect(declined.data!.declineBooklet).toEqual({
      status: 'DECLINED',
      declinedReason: 'DATA_RESERVATIONS',
      bookletNumber: null,
    });
    expect((await handOut(hub, 'city', id)).booklet).toMatchObject({ status: 'ISSUED', bookletNumber: null });
    const late = await hub.ask(staff('city'), null, DeclineBookletDocument, {
      input: { personId: id, reason: 'OTHER' },
    });
    expect(late.codes).toStrictEqual(['BOOKLET_STATE_CONFLICT']);
  });

  it('cannot be had past the hub: its role reads no codes, and makes none for booklets of others', async () => {
    const { id } = await person(database).knownTo('city').create();
    const { booklet } = await handOut(hub, 'city', id);
    const asApp = (institution: string, sql: string) => database.asApp({ institution, role: 'counsellor' }, sql, []);
    await expect(asApp('city', 'select from core.booklet_code')).rejects.toMatchObject({ code: '42501' });
    const codes = `select core.add_booklet_codes('${booklet.id}', '\\x01', '\\x02')`;
    await expect(asApp('jobcenter', codes)).rejects.toMatchObject({ constraint: 'booklet_codes_by_issuer' });
    await hub.ask(staff('city'), null, CloseBookletDocument, { id: booklet.id });
    await expect(asApp('city', codes)).rejects.toMatchObject({ constraint: 'booklet_codes_by_issuer' });
  });

  it('ends when it is erased: no code, no request and no file number is left', async () => {
    const { id, records } = await person(database).knownTo('city').create();
    const { booklet, token } = await handOut(hub, 'city', id);
    const { data } = await hub.ask(staff('jobcenter'), null, LinkByCodeDocument, {
      input: { code: token, fileNumber: 'BG-ERASED', presence: { documentCheck: 'CHECKED' } },
    });
    await hub.ask(staff('caritas'), null, LinkByCodeDocument, { input: { code: token, fileNumber: 'C-ERASED' } });
    const erase = (table: string, row: string) =>
      database.asOwner(`select set_config('geleit.marked', '${row}', true); delete from ${table} where id = '${row}'`);
    await erase('core.booklet', booklet.id);
    expect(await database.asOwner('select from core.booklet_code where booklet_id = $1', [booklet.id])).toEqual([]);
    const [file] = await database.asApp<{ id: string }>(
      { institution: 'jobcenter', role: 'counsellor' },
      `select id from core.person_link where file_number = 'BG-ERASED'`,
    );
    await erase('core.person_link', file!.id);
    const links = await database.asOwner(
      `select institution, state, file_number from core.link where person_id = $1 order by institution`,
      [id],
    );
    expect([records.length, data!.linkPerson!.link.state, links]).toEqual([
      1,
      'ACTIVE',
      [
        { institution: 'caritas', state: 'CANCELLED', file_number: 'C-ERASED' },
        { institution: 'jobcenter', state: 'ENDED', file_number: '-' },
      ],
    ]);
  });
});
