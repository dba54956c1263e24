import { type Answer, codesOf, deref, type Document, type Listed, parametersOf } from "#http/document.ts";
import type { Problems } from "#http/problem.ts";
import { Layout } from "../kit/layout.tsx";
import { anchorOf, curlOf, Signature } from "./contents.tsx";
import { FieldTable, fieldsOf, ParameterTable } from "./fields.tsx";
import { sampleOf } from "./sample.ts";
import { Code, Inline, whoMay } from "./words.tsx";

type Shown = { document: Document; listed: Listed; problems: Problems; origin: string };

/** Everything about one operation: what it takes, what it answers, and every way it can refuse. */
export const OperationPage = ({ document, listed, problems, origin }: Shown) => {
  const { operation } = listed;
  const [tag = ""] = operation.tags;
  const parameters = parametersOf(document, operation);
  const body = operation.requestBody?.content["application/json"]?.schema;
  return (
    <Layout title={operation.summary}>
      <nav aria-label="Where you are">
        <a href="/docs">API reference</a> › <a href={`/docs#${anchorOf(tag)}`}>{tag}</a>
      </nav>
      <h1>{operation.summary}</h1>
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
      <p>
        <strong>Who may:</strong> <Inline text={whoMay(operation["x-permission"])} />
      </p>
      <h2 id="request">Request</h2>
      <Code label="Request" text={curlOf(listed, origin)} />
      <ParameterTable document={document} parameters={parameters} />
      {body === undefined ? "" : <FieldTable document={document} caption="Body" fields={fieldsOf(document, body)} />}
      <h2 id="answer">Answer</h2>
      <Successes document={document} listed={listed} />
      <h2 id="problems">Problems</h2>
      <ProblemTable document={document} listed={listed} problems={problems} />
    </Layout>
  );
};

const Successes = ({ document, listed }: Pick<Shown, "document" | "listed">) => {
  const answers = Object.entries(listed.operation.responses).filter(([status]) => status < "400");
  return (
    <>
      {answers.map(([status, found]) => {
        const answer = deref<Answer>(document, found);
        const schema = answer.content?.["application/json"]?.schema;
        return (
          <section aria-label={`Answer ${status}`}>
            <p>
              <strong>{status}</strong> <Inline text={answer.description} />
            </p>
            <p class="quiet">
              Headers:{" "}
              {Object.keys(answer.headers ?? {}).map((name, at) => (
                <>
                  {at === 0 ? "" : ", "}
                  <code>{name}</code>
                </>
              ))}
            </p>
            {schema === undefined ? (
              ""
            ) : (
              <>
                <Code
                  label={`Example of answer ${status}`}
                  text={JSON.stringify(sampleOf(document, schema), null, 2)}
                />
                <FieldTable
                  document={document}
                  caption={`Fields of answer ${status}`}
                  fields={fieldsOf(document, schema)}
                />
              </>
            )}
          </section>
        );
      })}
    </>
  );
};

const ProblemTable = ({ document, listed, problems }: Pick<Shown, "document" | "listed" | "problems">) => (
  <div class="scroll" tabindex={0} role="group" aria-label="Problems">
    <table>
      <thead>
        <tr>
          <th scope="col">Status</th>
          <th scope="col">Code</th>
          <th scope="col">What it says</th>
        </tr>
      </thead>
      <tbody>
        {Object.entries(listed.operation.responses).flatMap(([status, answer]) =>
          codesOf(document, answer).map((code) => (
            <tr>
              <td>{status}</td>
              <th scope="row">
                <a href={`/problems/${code}`}>
                  <code>{code}</code>
                </a>
              </th>
              <td>
                <Inline text={problems(code)?.title ?? ""} />
              </td>
            </tr>
          )),
        )}
      </tbody>
    </table>
  </div>
);
