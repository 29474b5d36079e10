import type fc from 'fast-check';
import type { HubAtWork } from '../hub-at-work';
import type { Reference } from '../reference/reference';
import { AnswerMerge, ConfirmMergeWithBooklet } from './answer-merge';
import { CaptureOnPaper, CheckCapture } from './capture';
import { CorrectDay } from './correct';
import { End } from './end';
import { Give } from './give';
import { DeliverConsents, DeliverConsentsAgain, DeliverPersonsAgain, DeliverWithdrawal } from './import';
import { Lift } from './lift';
import { HandOutBooklet, LinkByBooklet, Unlink } from './link';
import { ProposeMerge, Split } from './merge';
import { Renew } from './renew';
import { Answer, Request } from './request';
import { Erase, Restrict, TakeBackRestriction } from './rights';
import { TimePasses } from './time';
import { Withdraw } from './withdraw';

/** Every kind of decision; what is listed more than once happens more often. */
export const DECISIONS: fc.Arbitrary<fc.AsyncCommand<Reference, HubAtWork>>[] = [
  ...[Give.any, Give.any, Give.any, Withdraw.any, Withdraw.any, Renew.any, End.any, End.any, Lift.any],
  ...[Request.any, Answer.any, Answer.any, CaptureOnPaper.any, CheckCapture.any, CheckCapture.any],
  ...[
    ProposeMerge.any,
    ProposeMerge.any,
    AnswerMerge.any,
    AnswerMerge.any,
    AnswerMerge.any,
    ConfirmMergeWithBooklet.any,
    Split.any,
  ],
  ...[HandOutBooklet.any, LinkByBooklet.any, LinkByBooklet.any, Unlink.any],
  ...[
    DeliverConsents.any,
    DeliverConsentsAgain.any,
    DeliverConsentsAgain.any,
    DeliverWithdrawal.any,
    DeliverPersonsAgain.any,
  ],
  ...[TimePasses.any, Restrict.any, TakeBackRestriction.any, Erase.any, CorrectDay.any, CorrectDay.any],
];
