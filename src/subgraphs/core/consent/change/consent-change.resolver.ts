import { GraphQLID } from 'graphql';
import { Arg, Ctx, Resolver, Root, Subscription } from 'type-graphql';
import { Restricted } from '../../../../access/declare';
import type { LiveSignal } from '../../../../platform/live/live-event';
import type { LiveSource } from '../../../../platform/live/live-source';
import { checkPersonId } from '../../../../records/check-id';
import type { RecordContext } from '../../../../records/record-context';
import { liveEvents } from '../../live/live-events-of';
import { consentChange } from './consent-change.store';
import { ConsentChange } from './consent-change.type';

/** An argument that narrows a subscription to one person. */
interface OfPerson {
  readonly personId?: string | null;
}

interface Subscribing<Args> {
  readonly args: Args;
  readonly context: RecordContext;
}

@Resolver()
export class ConsentChangeResolver {
  @Subscription(() => ConsentChange, {
    nullable: true,
    description:
      'Each step of the consents that the caller may know of: the own ones for a person; for an institution those that name it, or that it requested or captured.',
    subscribe: ({ args, context }: Subscribing<OfPerson>): LiveSource => {
      const { asking, caller } = context;
      if (caller.kind === 'person') return liveEvents(context).subscribe('CONSENT', { person: caller.personId });
      if (args.personId != null) checkPersonId(args.personId);
      return liveEvents(context).subscribe('CONSENT', { institution: asking.institution!, person: args.personId });
    },
  })
  @Restricted('person', 'counsellor', 'case-manager', 'service')
  consentChanged(
    @Root() signal: LiveSignal,
    @Arg('personId', () => GraphQLID, { nullable: true, description: 'For staff: only of this person.' })
    _personId: string | null,
    @Ctx() context: RecordContext,
  ): Promise<ConsentChange | null> {
    return told(context, signal);
  }

  @Subscription(() => ConsentChange, {
    nullable: true,
    description: 'The answers to the requests for consent that the own institution has made.',
    subscribe: ({ context }: Subscribing<object>): LiveSource =>
      liveEvents(context).subscribe('ANSWER', { institution: context.asking.institution! }),
  })
  @Restricted('counsellor', 'case-manager', 'service')
  consentRequestAnswered(@Root() signal: LiveSignal, @Ctx() context: RecordContext): Promise<ConsentChange | null> {
    return told(context, signal);
  }
}

function told(context: RecordContext, signal: LiveSignal): Promise<ConsentChange | null> {
  return signal === 'RELOAD'
    ? Promise.resolve({ kind: 'RELOAD', at: null, personId: null, consent: null })
    : consentChange(context, signal);
}
