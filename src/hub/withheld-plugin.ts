import type { ApolloServerPlugin } from '@apollo/server';
import type { RecordContext } from '../records/record-context';
import type { HubContext } from './http/options';

/** Puts what `toldBeside` returns into the extensions of every answer. */
export const withheldPlugin: ApolloServerPlugin<HubContext> = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse({ contextValue, response }) {
        const told = toldBeside(contextValue);
        if (response.body.kind === 'single' && response.body.singleResult.data && told) {
          const { extensions } = response.body.singleResult;
          response.body.singleResult.extensions = { ...extensions, ...told };
        }
        return Promise.resolve();
      },
    }),
};

/**
 * Extensions of an answer made with this context: in `withheld` what it does not contain, and why, bounded by the query, not
 * by its rows; in `disputed` what it contains but the person disputes. Undefined if there is neither.
 */
export function toldBeside(context: HubContext): Record<string, unknown> | undefined {
  const { withheld, disputed } = context as Partial<RecordContext>;
  const told = Object.entries({ withheld: withheld?.list(), disputed: disputed?.list() }).filter(
    ([, entries]) => entries !== undefined && entries.length > 0,
  );
  return told.length > 0 ? Object.fromEntries(told) : undefined;
}
