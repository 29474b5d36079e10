import { GraphQLID, GraphQLInt, GraphQLString } from 'graphql';
import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Open, Restricted } from '../../../../access/declare';
import type { Purpose } from '../../../../access/vocabulary';
import { GeleitError } from '../../../../platform/errors';
import { problemIf, refuse, valueProblems } from '../../../../records/api/input-problems';
import { FIRST, pageSize } from '../../../../records/api/page';
import { language, text } from '../../../../records/kinds';
import { rowLoader } from '../../../../records/loader-of';
import type { RecordContext } from '../../../../records/record-context';
import { isUuid } from '../../../../records/uuid-kind';
import type { ConsentRow } from '../registry/consent-row.sql';
import { PurposeEnum } from '../registry/consent.enums';
import { Consent } from '../registry/consent.type';
import { DraftConsentTextInput } from './consent-text.input';
import {
  activateConsentText,
  activationPreview,
  consentTexts,
  draftConsentText,
  reviewConsentText,
} from './consent-text.store';
import { ActivationPreview, ActivationResult, ConsentText, ConsentTextStateEnum } from './consent-text.type';

const WORDS = text({ max: 5000, lines: true });
const KINDS = { language: language(), title: text({ max: 200 }), body: WORDS, ifRefused: WORDS, rights: WORDS };

@Resolver(() => Consent)
export class ConsentTextResolver {
  @Query(() => [ConsentText], {
    nullable: true,
    description:
      'Wordings by purpose and language, German first; those that can be used unless another state is asked for.',
  })
  @Open('Wording, which tells nothing of any person.')
  consentTexts(
    @Arg('purpose', () => PurposeEnum, { nullable: true, description: 'Only wordings that ask for this purpose.' })
    purpose: Purpose | null,
    @Arg('language', () => GraphQLString, { nullable: true, description: 'Only wordings in this language (BCP 47).' })
    tag: string | null,
    @Arg('state', () => ConsentTextStateEnum, { nullable: true, description: 'ACTIVE if left out.' })
    state: string | null,
    @Ctx() context: RecordContext,
  ): Promise<ConsentText[]> {
    return consentTexts(context, { purpose, language: tag, state: state ?? 'ACTIVE' });
  }

  @FieldResolver(() => [ConsentText], {
    description: 'The wordings that the person has read or heard; empty on paper of a house.',
  })
  @Open('Wording, which tells nothing of any person.')
  async texts(@Root() consent: ConsentRow, @Ctx() context: RecordContext): Promise<ConsentText[]> {
    const texts = await rowLoader(context, consentTexts, (ids) => consentTexts(context, { ids })).loadMany(
      consent.textIds,
    );
    return texts.filter((text): text is ConsentText => text !== null && !(text instanceof Error));
  }

  @Query(() => ActivationPreview, {
    nullable: true,
    description:
      'Which consents that concern your institution would outlive a version of a wording, and whose access would shrink. Changes nothing.',
  })
  @Restricted('data-protection-officer')
  previewActivation(
    @Arg('purpose', () => PurposeEnum, { description: 'The purpose whose wording would change.' }) purpose: Purpose,
    @Arg('version', () => GraphQLInt, { description: 'The version that would be activated.' }) version: number,
    @Arg('first', () => GraphQLInt, FIRST) first: number,
    @Ctx() context: RecordContext,
  ): Promise<ActivationPreview> {
    return activationPreview(context, purpose, version, pageSize(first));
  }

  @Mutation(() => ConsentText, { nullable: true, description: 'Writes a draft of a wording.' })
  @Restricted('data-protection-officer', 'administrator')
  draftConsentText(
    @Arg('input', () => DraftConsentTextInput, { description: 'The words of the draft.' }) input: DraftConsentTextInput,
    @Ctx() context: RecordContext,
  ): Promise<ConsentText> {
    checkDraft(context, input);
    return draftConsentText(context, { ...input, version: input.version ?? null, change: input.change ?? 'MATERIAL' });
  }

  @Mutation(() => ConsentText, {
    nullable: true,
    description: 'Puts the mark of a review on a draft of another institution.',
  })
  @Restricted('data-protection-officer')
  reviewConsentText(
    @Arg('id', () => GraphQLID, { description: 'The draft that you have read.' }) id: string,
    @Ctx() context: RecordContext,
  ): Promise<ConsentText> {
    if (!isUuid(id)) throw new GeleitError('NOT_FOUND', 'There is no draft of that id without review.');
    return reviewConsentText(context, id);
  }

  @Mutation(() => ActivationResult, {
    nullable: true,
    description: 'Activates a reviewed version with its reviewed translations; see previewActivation first.',
  })
  @Restricted('data-protection-officer')
  async activateConsentText(
    @Arg('purpose', () => PurposeEnum, { description: 'The purpose whose wording changes.' }) purpose: Purpose,
    @Arg('version', () => GraphQLInt, { description: 'The reviewed version that people consent to from now on.' })
    version: number,
    @Ctx() context: RecordContext,
  ): Promise<ActivationResult> {
    const shrunk = await activateConsentText(context, purpose, version);
    return { shrunk, texts: await consentTexts(context, { purpose, version }) };
  }
}

function checkDraft({ policy }: RecordContext, input: DraftConsentTextInput): void {
  const isForRecords = policy.purposes.get(input.purpose)?.reaches === 'RECORDS';
  refuse('wording', [
    ...problemIf(!isForRecords, 'purpose', 'AGGREGATES_ONLY', 'needs no consent: it reaches figures only'),
    ...Object.entries(KINDS).flatMap(([field, kind]) => valueProblems(field, kind, input[field as keyof typeof KINDS])),
  ]);
}
