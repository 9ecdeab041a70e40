export {
  analyticDefinition,
  definitionJsonSchema,
  type AnalyticDefinition,
} from './catalogue/analytic-definition.ts';
export {
  AnalyticsCatalogue,
  type CatalogueParts,
  type OwnDefinitions,
} from './catalogue/analytics-catalogue.ts';
export {
  isDefinitionName,
  readDefinition,
  type Analytic,
  type DefinitionFile,
  type ReadDefinition,
} from './catalogue/read-definition.ts';
export { analyticFile } from './run/analytic-file.ts';
export { runAnalytic } from './run/run-analytic.ts';
/** Folder of the shipped definitions. */
export const shippedQuestions = new URL('../questions/', import.meta.url);
