/* Starts GraphiQL against the address this page was loaded from. */
(function (React, ReactDOM, GraphiQL, ExplorerPlugin) {
  "use strict";

  const FIRST_QUESTION = `# Everything is read-only: try anything.
# Press the play button, or Ctrl and Enter.

query News {
  languages {
    tag
    name
    homePath
  }
  news(language: "zh-Hans", first: 5) {
    totalCount
    edges {
      node {
        title
        path
        publicationDate
      }
    }
  }
}
`;

  async function fetcher(question) {
    const response = await fetch(location.pathname, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      credentials: "omit",
      body: JSON.stringify(question),
    });
    return response.json();
  }

  function Explorer() {
    const [query, setQuery] = React.useState(FIRST_QUESTION);
    const plugin = ExplorerPlugin.useExplorerPlugin({ query, onEdit: setQuery });
    return React.createElement(GraphiQL, {
      fetcher,
      query,
      onEditQuery: setQuery,
      plugins: [plugin],
      defaultEditorToolsVisibility: "variables",
    });
  }

  const place = document.getElementById("explorer");
  place.textContent = "";
  ReactDOM.render(React.createElement(Explorer), place);
})(window.React, window.ReactDOM, window.GraphiQL, window.GraphiQLPluginExplorer);
