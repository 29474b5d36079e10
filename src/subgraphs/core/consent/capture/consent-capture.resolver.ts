import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { CONSENT_TRANSITIONS } from '../registry/consent-transitions';
import { Open, Restricted } from '../../../../access/declare';
import { checkId, checkPersonId } from '../../../../records/check-id';
import { rowLoader } from '../../../../records/loader-of';
import type { RecordContext } from '../../../../records/record-context';
import type { ConsentRow } from '../registry/consent-row.sql';
import { changeConsent, insertConsent } from '../registry/consent.store';
import { Consent } from '../registry/consent.type';
import { captureAnswerStep, captureValues, checkStep } from './capture-steps';
import { CaptureAnswerInput, CaptureConsentInput, CheckConsentInput } from './consent-capture.input';
import { scansById } from './consent-scan.store';
import { ConsentScan } from './consent-scan.type';

@Resolver(() => Consent)
export class ConsentCaptureResolver {
  @FieldResolver(() => ConsentScan, {
    nullable: true,
    description: 'The form on paper; told to the person and to the institution that captured it.',
  })
  @Open('Row level security shows it to the person and to the institution that captured it.')
  scan(@Root() { scanId }: ConsentRow, @Ctx() context: RecordContext): Promise<ConsentScan | null> | null {
    if (scanId === null) return null;
    return rowLoader(context, scansById, (ids) => scansById(context, ids)).load(scanId);
  }

  @Mutation(() => Consent, {
    nullable: true,
    description: 'Takes down a consent that was given on paper. It waits for the check by a second member of staff.',
  })
  @Restricted(...CONSENT_TRANSITIONS.CAPTURE.roles)
  captureConsent(
    @Arg('input', () => CaptureConsentInput, { description: 'What the form on paper says, and its scan.' })
    input: CaptureConsentInput,
    @Ctx() context: RecordContext,
  ): Promise<ConsentRow> {
    checkPersonId(input.personId);
    return insertConsent(context, 'CAPTURE', input.personId, captureValues(context, input, new Date()), {
      operation: 'captureConsent',
      input,
    });
  }

  @Mutation(() => Consent, {
    nullable: true,
    description:
      'Takes down the answer to a request of the own institution that was given on paper. It waits for the check, too; a form that does not match ends the request.',
  })
  @Restricted(...CONSENT_TRANSITIONS.CAPTURE.roles)
  captureConsentAnswer(
    @Arg('input', () => CaptureAnswerInput, {
      description: 'Which request the form answers, what it says, and its scan.',
    })
    input: CaptureAnswerInput,
    @Ctx() context: RecordContext,
  ): Promise<ConsentRow> {
    checkId(input.id, 'consent');
    return changeConsent(context, input, (before) => captureAnswerStep(context, input, before, new Date()));
  }

  @Mutation(() => Consent, {
    nullable: true,
    description: 'Confirms or rejects what another member of staff took down from paper (four eyes).',
  })
  @Restricted(...CONSENT_TRANSITIONS.CHECK.roles)
  checkConsentCapture(
    @Arg('input', () => CheckConsentInput, {
      description: 'Which consent was compared with its scan, and whether both agree.',
    })
    input: CheckConsentInput,
    @Ctx() context: RecordContext,
  ): Promise<ConsentRow> {
    checkId(input.id, 'consent');
    return changeConsent(context, input, (before) => checkStep(context, input, before));
  }
}
