import { GraphQLID } from 'graphql';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { Restricted } from '../../../access/declare';
import { PERSON_ROLES } from '../../../access/vocabulary';
import { GeleitError } from '../../../platform/errors';
import { refuse } from '../../../records/api/input-problems';
import { checkValues } from '../../../records/api/record-input';
import { checkId, checkPersonId } from '../../../records/check-id';
import { declarationOf } from '../../../records/declaration';
import type { RecordContext } from '../../../records/record-context';
import { countingGuesses } from '../link/follow-code';
import { Booklet } from './booklet.record';
import { changeBooklet, loseOwnBooklet, offerBooklet } from './booklet.store';
import {
  BookletState,
  DeclineBookletInput,
  IssueBookletInput,
  IssuedBooklet,
  ReplaceBookletInput,
} from './booklet.type';
import { newCodes } from './new-codes';

const STAFF = ['counsellor', 'case-manager'] as const;

@Resolver()
export class BookletResolver {
  @Mutation(() => IssuedBooklet, {
    nullable: true,
    description: 'Hands a booklet out. Its codes are shown this once.',
  })
  @Restricted(...STAFF)
  async issueBooklet(
    @Arg('input', () => IssueBookletInput, { description: 'Who gets which booklet.' })
    { personId, bookletNumber, issuedOn }: IssueBookletInput,
    @Ctx() context: RecordContext,
  ): Promise<IssuedBooklet> {
    checkIssuer(context, personId, { bookletNumber, status: 'ISSUED', issuedOn });
    const { shown, hashes } = await newCodes(context);
    const offer = { personId, bookletNumber: bookletNumber ?? null, day: issuedOn ?? null, declinedReason: null };
    const booklet = await withNumber(context, offer.bookletNumber, () => offerBooklet(context, offer, hashes));
    return { booklet, ...shown };
  }

  @Mutation(() => BookletState, { nullable: true, description: 'Notes that a person does not want a booklet.' })
  @Restricted(...STAFF)
  declineBooklet(
    @Arg('input', () => DeclineBookletInput, { description: 'Who does not want one, and why.' })
    { personId, reason, declinedOn }: DeclineBookletInput,
    @Ctx() context: RecordContext,
  ): Promise<BookletState> {
    checkIssuer(context, personId, { status: 'DECLINED', issuedOn: declinedOn, declinedReason: reason });
    const offer = { personId, bookletNumber: null, day: declinedOn ?? null, declinedReason: reason };
    return offerBooklet(context, offer, null);
  }

  @Mutation(() => IssuedBooklet, {
    nullable: true,
    description: 'A new booklet, or new codes for the same one. The codes before stop at once.',
  })
  @Restricted(...STAFF)
  async replaceBooklet(
    @Arg('input', () => ReplaceBookletInput, { description: 'Which booklet is replaced, and by which.' })
    { id, bookletNumber }: ReplaceBookletInput,
    @Ctx() context: RecordContext,
  ): Promise<IssuedBooklet> {
    checkIssuer(context, null, { bookletNumber, status: 'ISSUED' });
    const { shown, hashes } = await newCodes(context);
    const number = bookletNumber ?? null;
    const booklet = await withNumber(context, number, () =>
      changeBooklet(context, 'REPLACE', checkId(id, 'booklet'), number, hashes),
    );
    return { booklet, ...shown };
  }

  @Mutation(() => BookletState, {
    nullable: true,
    description:
      'The booklet is lost: its codes stop at once. The person or their guardian can report it, and the institution that issued it.',
  })
  @Restricted(...PERSON_ROLES, ...STAFF)
  reportBookletLost(
    @Arg('id', () => GraphQLID, { description: 'The booklet that is lost.' }) id: string,
    @Ctx() context: RecordContext,
  ): Promise<BookletState> {
    const isPerson = context.caller.kind === 'person';
    const booklet = checkId(id, 'booklet');
    return isPerson ? loseOwnBooklet(context, booklet) : changeBooklet(context, 'LOSE', booklet);
  }

  @Mutation(() => BookletState, {
    nullable: true,
    description: 'The booklet is not needed any more: its codes stop at once.',
  })
  @Restricted(...STAFF)
  closeBooklet(
    @Arg('id', () => GraphQLID, { description: 'The booklet that is not needed any more.' }) id: string,
    @Ctx() context: RecordContext,
  ): Promise<BookletState> {
    return changeBooklet(context, 'CLOSE', checkId(id, 'booklet'));
  }
}

/**
 * Numbers are of one kind for all issuers: that one cannot be used tells that somebody has a booklet of that number. Whoever
 * tries one after the other guesses, as with codes.
 */
function withNumber<Result>(
  context: RecordContext,
  number: string | null,
  work: () => Promise<Result>,
): Promise<Result> {
  const { booklets } = context.policy;
  return number === null || !booklets ? work() : countingGuesses(context, booklets, 'ALREADY_EXISTS', work);
}

/** @throws GeleitError BOOKLETS_UNAVAILABLE, FORBIDDEN, INVALID_INPUT, NO_SUCH_PERSON */
function checkIssuer(
  { policy, asking }: RecordContext,
  personId: string | null,
  values: Parameters<typeof checkValues>[1],
): void {
  if (!policy.booklets) throw new GeleitError('BOOKLETS_UNAVAILABLE', 'The policy knows no booklets.');
  if (asking.institution === null || !policy.booklets.issuers.has(asking.institution)) {
    throw new GeleitError('FORBIDDEN', 'Your institution issues no booklets.');
  }
  refuse('input', checkValues(declarationOf(Booklet), values, true));
  if (personId !== null) checkPersonId(personId);
}
