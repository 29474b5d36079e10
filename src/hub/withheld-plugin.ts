import type { ApolloServerPlugin } from '@apollo/server';
import type { RecordContext } from '../records/record-context';
import type { HubContext } from './http/options';

/**
 * Tells in `extensions.withheld` what the answer does not contain, and why; bounded by the query, not by its rows. And in
 * `extensions.disputed` what it contains but the person disputes.
 */
export const withheldPlugin: ApolloServerPlugin<HubContext> = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse({ contextValue, response }) {
        const { withheld, disputed } = contextValue as Partial<RecordContext>;
        const told = Object.entries({ withheld: withheld?.list(), disputed: disputed?.list() }).filter(
          ([, entries]) => entries !== undefined && entries.length > 0,
        );
        if (response.body.kind === 'single' && response.body.singleResult.data && told.length > 0) {
          const { extensions } = response.body.singleResult;
          response.body.singleResult.extensions = { ...extensions, ...Object.fromEntries(told) };
        }
        return Promise.resolve();
      },
    }),
};
