export { secret } from './secret.ts';
export { folder, type FolderUse } from './folder-variable.ts';
export { shownDefault } from './shown-default.ts';
export { portVariable, switchVariable, listVariable } from './variable-types.ts';
export {
  readEnvironment,
  type InvalidVariable,
  type EnvironmentInput,
  type EnvironmentReading,
  type EnvironmentSource,
} from './read-environment.ts';
export { environmentOrExit, type EnvironmentProcess } from './environment-or-exit.ts';
export { bareTable, environmentTable } from './environment-table.ts';
export {
  brokerVariables,
  detectorVariables,
  eventStoreVariables,
  listenVariables,
  logVariables,
  regionVariables,
} from './service-variables.ts';
export { brokerAccess, type BrokerAccess, type BrokerSettings } from './broker-settings.ts';
