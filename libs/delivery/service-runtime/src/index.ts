export { ProblemFilter, sendProblem } from './errors/problem.filter.ts';
export { problemOf, type FailedRequest } from './errors/problem-of.ts';
export { ValidationException, type SchemaIssue } from './errors/validation-exception.ts';
export { validationPipe } from './errors/validation-pipe.ts';
export { brokerCheck } from './health/broker-check.ts';
export {
  livenessResponse,
  readinessResponse,
  type Liveness,
  type Readiness,
} from './health/health-responses.ts';
export { ReadinessWatch } from './health/readiness-watch.ts';
export { HealthController, healthPortsToken, type HealthPorts } from './health/health.controller.ts';
export { HealthModule } from './health/health.module.ts';
export { createService, type CreateServiceOptions, type ListenAddress } from './service/create-service.ts';
export { shutDownOnSignals } from './service/shut-down-on-signals.ts';
export {
  runService,
  startFailureReason,
  type ServiceSettings,
  type ServiceStart,
} from './service/run-service.ts';
export { ShutdownModule, type ShutdownSteps } from './service/shutdown.module.ts';
export { serve, serveApp } from './service/serve.ts';
export { systemTimers } from './service/timers.ts';
export { StartupDependencies, type StartupDependenciesOptions } from './service/startup-dependencies.ts';
export { runChecks, type CheckResult, type HealthCheck } from './health/run-checks.ts';
export { fastifyAdapter, bodyLimit, correlationIdOf, type FastifyOptions } from './fastify-adapter.ts';
export { systemClock } from './system-clock.ts';
