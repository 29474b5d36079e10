import type { ApolloServerPlugin } from '@apollo/server';
import type { RecordContext } from '../records/record-context';
import type { HubContext } from './http/options';

/** Tells in `extensions.withheld` what the answer does not contain, and why; bounded by the query, not by its rows. */
export const withheldPlugin: ApolloServerPlugin<HubContext> = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse({ contextValue, response }) {
        const withheld = (contextValue as RecordContext).withheld?.list() ?? [];
        if (response.body.kind === 'single' && response.body.singleResult.data && withheld.length > 0) {
          response.body.singleResult.extensions = { ...response.body.singleResult.extensions, withheld };
        }
        return Promise.resolve();
      },
    }),
};
