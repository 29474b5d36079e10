import fc from 'fast-check';
import type { InstitutionId } from '../../../src/access/vocabulary';
import { self, staff } from '../../kit/hub';
import { must, type HubAtWork } from '../hub-at-work';
import { excepts, isLiving } from '../reference/consent';
import type { KnownRecord, Reference } from '../reference/reference';
import { anyOf, Decision, pick } from './command';

const ISSUE = 'mutation ($input: IssueBookletInput!) { issueBooklet(input: $input) { token booklet { id } } }';
const LINK = 'mutation ($input: LinkPersonInput!) { linkPerson(input: $input) { link { id state } } }';
const CONFIRM = 'mutation ($id: ID!) { confirmLink(id: $id) { state } }';
const REFUSE = 'mutation ($id: ID!) { refuseLink(id: $id) { state } }';
const UNLINK = 'mutation ($id: ID!) { unlinkPerson(id: $id) { state } }';

const ISSUERS = ['city', 'jobcenter', 'employment-agency'] as const;

/** A person gets a booklet. */
export class HandOutBooklet extends Decision {
  constructor(readonly who: number) {
    super();
  }

  static readonly any = anyOf.map((who) => new HandOutBooklet(who));

  protected possible(reference: Reference): boolean {
    return withoutBooklet(reference).length > 0;
  }

  protected async decide(reference: Reference, real: HubAtWork): Promise<string> {
    const { id: home, name } = pick(withoutBooklet(reference), this.who)!;
    const author = issuerOf(reference, home)!;
    const { issueBooklet } = await must<{ issueBooklet: { token: string; booklet: { id: string } } }>(
      real,
      staff(author),
      ISSUE,
      { input: { personId: home } },
    );
    const { token, booklet } = issueBooklet;
    const side = reference.sideNamed(author, home);
    reference.codes.set(booklet.id, token);
    reference.records = [
      ...reference.records,
      { id: booklet.id, type: 'Booklet', author, home: side ?? home, day: null, isRestricted: false, isUnsure: !side },
    ];
    return `${author} hands a booklet out to ${name}`;
  }
}

const issuerOf = (reference: Reference, id: string) => ISSUERS.find((one) => reference.housesOf(id).includes(one));

const bookletsOf = (reference: Reference, id: string): readonly KnownRecord[] =>
  reference.records.filter(({ type, home }) => type === 'Booklet' && reference.current(home) === id);

/** What the booklet of a person says; undefined where they have none. */
export function codeOf(reference: Reference, id: string): string | undefined {
  const [booklet] = bookletsOf(reference, id);
  return booklet && reference.codes.get(booklet.id);
}

const withoutBooklet = (reference: Reference) =>
  reference.currentPersons().filter(({ id }) => issuerOf(reference, id) && bookletsOf(reference, id).length === 0);

/** What an institution could do with a booklet: follow its code with a new file, or with one that it keeps already. */
interface Attempt {
  readonly institution: InstitutionId;
  readonly carrier: string;
  readonly code: string;
  readonly ownFile: { readonly home: string; readonly fileNumber: string } | null;
}

/** An institution follows the code of a booklet, in the person's presence or with their confirmation. */
export class LinkByBooklet extends Decision {
  constructor(
    readonly which: number,
    readonly how: 'PRESENCE' | 'CONFIRM' | 'REFUSE',
  ) {
    super();
  }

  static readonly any = fc
    .tuple(fc.nat(40), fc.constantFrom('PRESENCE' as const, 'CONFIRM' as const, 'REFUSE' as const))
    .map(([which, how]) => new LinkByBooklet(which, how));

  protected possible(reference: Reference): boolean {
    return attempts(reference).length > 0;
  }

  protected async decide(reference: Reference, real: HubAtWork): Promise<string> {
    const { institution, carrier, code, ownFile } = pick(attempts(reference), this.which)!;
    const fileNumber = ownFile?.fileNumber ?? `N-${carrier.slice(0, 8)}-${reference.bookletLinks.length}`;
    const presence = this.how === 'PRESENCE' ? { documentCheck: 'CHECKED' } : null;
    const { linkPerson } = await must<{ linkPerson: { link: { id: string } } }>(real, staff(institution), LINK, {
      input: { code, fileNumber, ...(presence && { presence }) },
    });
    const { id } = linkPerson.link;
    if (!presence) await must(real, self(carrier), this.how === 'CONFIRM' ? CONFIRM : REFUSE, { id });
    const about = `${institution} follows the booklet of ${reference.nameOf(carrier)} with ${ownFile ? `the file of ${reference.nameOf(ownFile.home)}` : 'a new file'}`;
    // Presence only asks where the former registration leaves decisions behind, or others know it.
    if (presence && ownFile && leavesBehind(reference, institution, ownFile.home)) return `${about}, and waits`;
    if (this.how === 'REFUSE') return `${about}, and is refused`;
    if (ownFile) moveHouse(reference, institution, ownFile.home, carrier);
    else reference.links = [...reference.links, { institution, home: carrier, fileNumber }];
    const side = reference.sidesOf(carrier).length > 1 && {
      side: presence ? bookletSide(reference, carrier) : carrier,
    };
    reference.bookletLinks = [
      ...reference.bookletLinks,
      { id, institution, carrier, cameFrom: ownFile?.home ?? null, ...side },
    ];
    return `${about} (${this.how})`;
  }
}

function attempts(reference: Reference): readonly Attempt[] {
  return reference.currentPersons().flatMap(({ id: carrier }) =>
    bookletsOf(reference, carrier).flatMap((booklet) =>
      (['city', 'jobcenter', 'employment-agency', 'caritas'] as const)
        .filter((institution) => !reference.housesOf(carrier).includes(institution))
        .flatMap((institution) => {
          const isFree = (home: string) =>
            !reference.bookletLinks.some((one) => one.institution === institution && one.carrier === home);
          const own = reference.links.filter(
            (one) => one.institution === institution && reference.current(one.home) === one.home,
          );
          const code = reference.codes.get(booklet.id)!;
          return [null, ...own.filter(({ home }) => isFree(home))].map((ownFile) => ({
            institution,
            carrier,
            code,
            ownFile,
          }));
        }),
    ),
  );
}

function leavesBehind(reference: Reference, institution: InstitutionId, home: string): boolean {
  const sides = reference.sidesOf(home);
  return (
    reference.housesOf(home).some((house) => house !== institution) ||
    reference.consents.some((one) => sides.includes(one.home) && (isLiving(one, Date.now()) || excepts(one)))
  );
}

function bookletSide(reference: Reference, id: string): string | null {
  const { home, isUnsure } = bookletsOf(reference, id)[0]!;
  return isUnsure ? null : home;
}

/** Links that came about while two persons were taken for one, and booklets, as far as they are not surely of who stays. */
export function splitBooklets(reference: Reference, survivor: string): void {
  const links = reference.bookletLinks.filter(({ side }) => side !== undefined && side !== survivor);
  for (const { institution, carrier, cameFrom } of links) {
    if (cameFrom) moveHouse(reference, institution, carrier, cameFrom);
    else {
      const sides = reference.sidesOf(carrier);
      const isTheirs = (by: InstitutionId, home: string) => by === institution && sides.includes(home);
      // What it has written meanwhile goes on under an id that nobody else knows.
      reference.links = reference.links.filter((one) => !isTheirs(one.institution, one.home));
      reference.records = reference.records.filter((one) => !isTheirs(one.author, one.home));
    }
  }
  reference.bookletLinks = reference.bookletLinks
    .filter((one) => !links.includes(one))
    .map(({ id, institution, carrier, cameFrom }) => ({ id, institution, carrier, cameFrom }));
  for (const { id, isUnsure } of reference.records) if (isUnsure) reference.codes.delete(id);
}

/** What an institution has written about a person goes with its file. */
function moveHouse(reference: Reference, institution: InstitutionId, from: string, to: string): void {
  const sides = reference.sidesOf(from);
  const isTheirs = (one: { home: string }, by: InstitutionId) => by === institution && sides.includes(one.home);
  reference.links = reference.links.map((one) => (isTheirs(one, one.institution) ? { ...one, home: to } : one));
  reference.records = reference.records.map((one) => (isTheirs(one, one.author) ? { ...one, home: to } : one));
}

/** The institution or the person ends what a booklet brought about: the file goes back to where it was. */
export class Unlink extends Decision {
  constructor(
    readonly which: number,
    readonly byPerson: boolean,
  ) {
    super();
  }

  static readonly any = fc.tuple(anyOf, fc.boolean()).map(([which, byPerson]) => new Unlink(which, byPerson));

  protected possible(reference: Reference): boolean {
    return endable(reference).length > 0;
  }

  protected async decide(reference: Reference, real: HubAtWork): Promise<string> {
    const { id, institution, carrier, cameFrom } = pick(endable(reference), this.which)!;
    await must(real, this.byPerson ? self(carrier) : staff(institution), UNLINK, { id });
    if (cameFrom) moveHouse(reference, institution, carrier, cameFrom);
    else reference.links = reference.links.filter((one) => one.institution !== institution || one.home !== carrier);
    reference.bookletLinks = reference.bookletLinks.filter((one) => one.id !== id);
    return `the link of ${institution} to ${reference.nameOf(carrier)} ends`;
  }
}

/** Links between persons of whom neither goes on as another; what was written since under a new file would get an id of its own. */
const endable = (reference: Reference) =>
  reference.bookletLinks.filter(
    ({ institution, carrier, cameFrom }) =>
      reference.sidesOf(carrier).length === 1 &&
      (cameFrom !== null || !reference.records.some((one) => one.author === institution && one.home === carrier)),
  );
