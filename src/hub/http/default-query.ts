import { parse, validate, type GraphQLSchema } from 'graphql';

const WHOLE_HUB = `# Who asks and what for decides what this returns. Change persona and purpose above and run it again:
# a value is null where it is withheld, and "access" and "extensions.withheld" say why.
query FirstPersons {
  persons(first: 5) {
    nodes {
      id
      identity {
        givenName
        familyName
        birthDate
      }
      languageEnrolments {
        status
        levelReached
        course {
          title
        }
      }
      benefitCases {
        status
        openedOn
      }
      counsellingEpisodes {
        topic
        startedOn
      }
      access {
        category
        decision
        reason
        basis
        until
      }
    }
  }
}
`;

const ANY_SCHEMA = `# The headers authorization and x-purpose say who asks and what for.
query FirstLook {
  __typename
}
`;

/** What GraphiQL shows at the first visit: a query that the schema can answer, for the whole hub one worth running. */
export function defaultQueryFor(schema: GraphQLSchema): string {
  return validate(schema, parse(WHOLE_HUB)).length === 0 ? WHOLE_HUB : ANY_SCHEMA;
}
