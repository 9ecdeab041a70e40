import {
  VialogError,
  type AnalyticsList,
  type AnalyticSummary,
  type DefinitionFault,
} from '@vialog/contracts';
import { targetOf } from '@vialog/measuring';
import { idOfName, readDefinition, type Analytic, type DefinitionFile } from './read-definition.ts';

/** Where own definitions come from. */
export interface OwnDefinitions {
  /** The files as they are now, by name, and files that cannot be used. */
  read(): Promise<{
    readonly files: readonly DefinitionFile[];
    readonly rejected: readonly DefinitionFault[];
  }>;
}

export interface CatalogueParts {
  readonly shipped: readonly DefinitionFile[];
  /** Undefined: there are no own ones. */
  readonly own?: OwnDefinitions | undefined;
}

type Origin = AnalyticSummary['origin'];

interface Entries {
  readonly analytics: readonly (Analytic & { readonly origin: Origin })[];
  readonly rejected: readonly DefinitionFault[];
}

/**
 * The shipped analytics and those of the operator. Own files are read again for every request, so that a change applies
 * without a restart. An own analytic replaces the shipped one with its id.
 */
export class AnalyticsCatalogue {
  readonly #shipped: readonly Analytic[];
  readonly #own: OwnDefinitions | undefined;

  /** @throws {Error} when a shipped definition has a fault */
  constructor({ shipped, own }: CatalogueParts) {
    this.#shipped = shipped.map(shippedAnalytic);
    this.#own = own;
  }

  /** Analytics whose words contain every word of `text`, in either language. */
  async list(text = ''): Promise<AnalyticsList> {
    const { analytics, rejected } = await this.#entries();
    const wanted = text
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== '');
    const found = analytics.filter((analytic) => {
      const words = wordsOf(analytic);
      return wanted.every((word) => words.includes(word));
    });
    return { items: found.map((analytic) => summaryOf(analytic, analytic.origin)), rejected: [...rejected] };
  }

  /** @throws {VialogError} ANALYTIC_NOT_FOUND */
  async find(id: string): Promise<Analytic & { readonly summary: AnalyticSummary }> {
    const { analytics, rejected } = await this.#entries();
    const found = analytics.find((analytic) => analytic.id === id);
    if (found) return { ...found, summary: summaryOf(found, found.origin) };
    const fault = rejected.find(({ file }) => idOfName(file) === id);
    throw new VialogError(
      'ANALYTIC_NOT_FOUND',
      fault
        ? `The analytic "${id}" has a fault in line ${fault.line} of ${fault.file}: ${fault.message}.`
        : `There is no analytic "${id}".`,
    );
  }

  async #entries(): Promise<Entries> {
    const { files, rejected } = (await this.#own?.read()) ?? { files: [], rejected: [] };
    const [first, repeated] = withoutRepeated(files);
    const read = first.map(readDefinition);
    const own = read.flatMap((one) =>
      one.kind === 'read' ? { ...one.analytic, origin: 'own' as const } : [],
    );
    const replaced = new Set(own.map(({ id }) => id));
    const shipped = this.#shipped
      .filter(({ id }) => !replaced.has(id))
      .map((analytic) => ({ ...analytic, origin: 'shipped' as const }));
    return {
      analytics: [...shipped, ...own],
      rejected: [
        ...rejected,
        ...repeated,
        ...read.flatMap((one) => (one.kind === 'rejected' ? one.faults : [])),
      ],
    };
  }
}

/** The first file of each id, and a fault for each further one, like `a.yml` beside `a.yaml`. */
function withoutRepeated(files: readonly DefinitionFile[]): readonly [DefinitionFile[], DefinitionFault[]] {
  const byId = [...Map.groupBy(files, ({ name }) => idOfName(name)).values()];
  const repeated = byId.flatMap(([first, ...others]) =>
    others.map(({ name }) => ({
      file: name,
      line: 1,
      message: `expected one file per analytic: ${first?.name} has the same id`,
    })),
  );
  return [byId.flatMap(([first]) => first ?? []), repeated];
}

function shippedAnalytic(file: DefinitionFile): Analytic {
  const read = readDefinition(file);
  if (read.kind === 'read') return read.analytic;
  const [fault] = read.faults;
  throw new Error(`the shipped analytic ${file.name} has a fault in line ${fault?.line}: ${fault?.message}`);
}

function wordsOf({ id, definition: { question, about, keywords, measure } }: Analytic): string {
  const texts = [question, about, keywords].flatMap((words) => (words ? [words.en, words.zh] : []));
  return [id, measure, ...texts].join('\n').toLowerCase();
}

function summaryOf({ id, definition }: Analytic, origin: Origin): AnalyticSummary {
  const { question, about, finding, measure, population, period, comparison, chart, minCoverage } =
    definition;
  return {
    id,
    origin,
    question,
    about: about ?? null,
    finding,
    measure,
    population,
    period,
    comparison,
    chart,
    target: targetOf(definition) ?? null,
    minCoverage,
  };
}
