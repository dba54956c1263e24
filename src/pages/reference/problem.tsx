import { codesOf, type Document, type Listed, operationsOf } from "#http/document.ts";
import type { Problem, Problems } from "#http/problem.ts";
import { Layout } from "../kit/layout.tsx";
import { Signature } from "./contents.tsx";
import { Inline } from "./words.tsx";

/** The page behind `type` of every problem document. */
export const ProblemPage = ({ document, code, problem }: { document: Document; code: string; problem: Problem }) => {
  const givers = giversOf(document, code);
  return (
    <Layout title={problem.title}>
      <nav aria-label="Where you are">
        <a href="/docs">API reference</a> › <a href="/problems">Problems</a>
      </nav>
      <h1>
        <Inline text={problem.title} />
      </h1>
      <p>
        <code>{code}</code>, answered with status {problem.status}.
      </p>
      {problem.explain === undefined ? (
        ""
      ) : (
        <p>
          <Inline text={problem.explain} />
        </p>
      )}
      <h2 id="operations">Where it can happen</h2>
      <Givers document={document} givers={givers} />
      <p class="quiet">Every problem carries a request id. Send it along when you ask for help.</p>
    </Layout>
  );
};

const Givers = ({ document, givers }: { document: Document; givers: readonly Listed[] }) => {
  if (givers.length === 0) return <p>Before any operation is found: on unknown paths, wrong methods and pages.</p>;
  if (givers.length === operationsOf(document).length) return <p>At every operation.</p>;
  return (
    <ul>
      {givers.map((listed) => (
        <li>
          <a href={`/docs/${listed.operation.operationId}`}>{listed.operation.summary}</a> <Signature listed={listed} />
        </li>
      ))}
    </ul>
  );
};

/** The catalogue of everything that can be refused. */
export const ProblemsPage = ({ codes, problems }: { codes: readonly string[]; problems: Problems }) => (
  <Layout title="Problems">
    <nav aria-label="Where you are">
      <a href="/docs">API reference</a>
    </nav>
    <h1>Problems</h1>
    <p>Every refusal there is. Programs decide by the code; the sentence may be put better any day.</p>
    <div class="scroll" tabindex={0} role="group" aria-label="All problems">
      <table>
        <thead>
          <tr>
            <th scope="col">Code</th>
            <th scope="col">Status</th>
            <th scope="col">What it says</th>
          </tr>
        </thead>
        <tbody>
          {codes.map((code) => (
            <tr>
              <th scope="row">
                <a href={`/problems/${code}`}>
                  <code>{code}</code>
                </a>
              </th>
              <td>{problems(code)?.status}</td>
              <td>
                <Inline text={problems(code)?.title ?? ""} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </Layout>
);

/** What is shown where a page of the reference does not exist. */
export const NoSuchPage = () => (
  <Layout title="Nothing here">
    <h1>There is nothing here</h1>
    <p>
      The <a href="/docs">API reference</a> lists every operation, and <a href="/problems">the problems</a> every
      refusal.
    </p>
  </Layout>
);

export const giversOf = (document: Document, code: string): Listed[] =>
  operationsOf(document).filter(({ operation }) =>
    Object.values(operation.responses).some((answer) => codesOf(document, answer).includes(code)),
  );
