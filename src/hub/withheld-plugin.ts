import type { ApolloServerPlugin } from '@apollo/server';
import type { WithheldEntry } from '../access/withheld';
import type { RecordContext } from '../records/record-context';
import type { HubContext } from './http/options';

/** Tells in `extensions.withheld` what the answer does not contain, and why; bounded by the query, not by its rows. */
export const withheldPlugin: ApolloServerPlugin<HubContext> = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse({ contextValue, response }) {
        const withheld = withheldIn(contextValue);
        if (response.body.kind === 'single' && response.body.singleResult.data && withheld.length > 0) {
          response.body.singleResult.extensions = { ...response.body.singleResult.extensions, withheld };
        }
        return Promise.resolve();
      },
    }),
};

/** What the answer made with this context does not contain. */
export function withheldIn(context: HubContext): readonly WithheldEntry[] {
  return (context as Partial<RecordContext>).withheld?.list() ?? [];
}
