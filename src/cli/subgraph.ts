import { Argument, Command } from 'commander';
import { federatedSubgraph } from '../hub/federate';
import { SUBGRAPHS } from '../hub/subgraphs';
import { serve } from './serving';

/** `geleit subgraph <name>`: one institution's subgraph alone, for a federation gateway. */
export function subgraphCommand(): Command {
  return new Command('subgraph')
    .description('start one subgraph alone, for a federation gateway')
    .addArgument(new Argument('<name>', 'the subgraph').choices(SUBGRAPHS.map(({ name }) => name)))
    .action((name: string) => {
      const subgraph = SUBGRAPHS.find((candidate) => candidate.name === name)!;
      return serve({ schemaFor: (policy) => federatedSubgraph(subgraph, policy), demonstration: false });
    });
}
