/** A list of news as Relay components ask for it: an operation, a refetchable connection, a card. */
import { graphql } from "relay-runtime";

export const query = graphql`
  query NewsIndexQuery($language: String!) {
    ...NewsIndex_list @arguments(language: $language)
  }
`;

export const list = graphql`
  fragment NewsIndex_list on Query
  @refetchable(queryName: "NewsIndexPaginationQuery")
  @argumentDefinitions(
    language: { type: "String!" }
    first: { type: "Int", defaultValue: 10 }
    after: { type: "String" }
  ) {
    news(language: $language, first: $first, after: $after) @connection(key: "NewsIndex_news") {
      edges {
        node {
          ...NewsIndex_card
        }
      }
    }
  }
`;

export const card = graphql`
  fragment NewsIndex_card on NewsPage {
    title
    path
    publicationDate
  }
`;
