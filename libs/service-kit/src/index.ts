export { secret } from './environment/secret.ts';
export { shownDefault } from './environment/shown-default.ts';
export { portVariable, switchVariable, listVariable } from './environment/variable-types.ts';
export {
  readEnvironment,
  type BadVariable,
  type EnvironmentInput,
  type EnvironmentReading,
  type EnvironmentSource,
} from './environment/read-environment.ts';
export { environmentOrExit, type EnvironmentProcess } from './environment/environment-or-exit.ts';
export { environmentTable } from './environment/environment-table.ts';
export { rootLogger, type RootLoggerOptions } from './logging/root-logger.ts';
export { NestLogger } from './logging/nest-logger.ts';
export { scrub } from './logging/scrub.ts';
export { ProblemFilter, sendProblem } from './errors/problem.filter.ts';
export { problemOf, type Answer } from './errors/problem-of.ts';
export { ValidationException, type SchemaIssue } from './errors/validation-exception.ts';
export { validationPipe } from './errors/validation-pipe.ts';
export { runChecks, type CheckResult, type HealthCheck } from './health/run-checks.ts';
export { Metrics } from './metrics/metrics.ts';
export { fastifyAdapter, bodyLimit, correlationIdOf, type FastifyOptions } from './fastify-adapter.ts';
export { systemClock } from './system-clock.ts';
