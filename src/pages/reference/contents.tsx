import { type Document, type Listed, operationsOf } from "#http/document.ts";
import { Layout } from "../kit/layout.tsx";
import { Code, Inline, whoMay } from "./words.tsx";

export const anchorOf = (tag: string): string => tag.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");

/** A request one can paste, at our own address. */
export const curlOf = ({ operation }: Listed, origin: string): string =>
  (operation["x-codeSamples"]?.[0]?.source ?? "").replaceAll("https://interlock.example", origin);

export const Signature = ({ listed }: { listed: Listed }) => (
  <code>
    {listed.method.toUpperCase()} {listed.path}
  </code>
);

/** The whole reference at a glance: what there is, who may, and a request to begin with. */
export const Contents = ({ document, origin }: { document: Document; origin: string }) => {
  const byTag = Map.groupBy(operationsOf(document), ({ operation }) => operation.tags[0] ?? "");
  const chapters = document.tags.map((tag) => ({ ...tag, operations: byTag.get(tag.name) ?? [] }));
  return (
    <Layout title="API reference">
      <h1>API reference</h1>
      <p>
        <Inline text={document.info.summary ?? ""} /> Version {document.info.version} ·{" "}
        <a href="/openapi.json">OpenAPI document</a> · <a href="/problems">all problems</a>
      </p>
      <section aria-labelledby="rules">
        <h2 id="rules">Rules that hold everywhere</h2>
        <ul>
          {(document.info.description ?? "")
            .split("\n\n")
            .slice(1)
            .map((rule) => (
              <li>
                <Inline text={rule} />
              </li>
            ))}
        </ul>
      </section>
      <nav aria-labelledby="contents">
        <h2 id="contents">Contents</h2>
        <ul class="contents">
          {chapters.map(({ name, operations }) => (
            <li>
              <a href={`#${anchorOf(name)}`}>{name}</a>
              <ul>
                {operations.map(({ operation }) => (
                  <li>
                    <a href={`#${operation.operationId}`}>{operation.summary}</a>
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ul>
      </nav>
      {chapters.map(({ name, description, operations }) => (
        <section aria-labelledby={anchorOf(name)}>
          <h2 id={anchorOf(name)}>{name}</h2>
          <p>
            <Inline text={description} />
          </p>
          {operations.map((listed) => (
            <Entry listed={listed} origin={origin} />
          ))}
        </section>
      ))}
    </Layout>
  );
};

const Entry = ({ listed, origin }: { listed: Listed; origin: string }) => {
  const { operation } = listed;
  return (
    <article class="operation" aria-labelledby={operation.operationId}>
      <h3 id={operation.operationId}>
        <a href={`/docs/${operation.operationId}`}>{operation.summary}</a>
      </h3>
      <p>
        <Signature listed={listed} />
      </p>
      {operation.description === undefined ? (
        ""
      ) : (
        <p>
          <Inline text={operation.description} />
        </p>
      )}
      <p class="quiet">
        <Inline text={whoMay(operation["x-permission"])} />
      </p>
      <Code label={`Request: ${operation.summary}`} text={curlOf(listed, origin)} />
    </article>
  );
};
