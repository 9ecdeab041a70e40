import 'reflect-metadata';
import { environmentOrExit } from '@vialog/configuration';
import { runService } from '@vialog/service-runtime';
import { edgeEnvironment } from './configuration.ts';
import { startEdge } from './start-edge.ts';

const configuration = environmentOrExit(edgeEnvironment, process);
await runService('edge', configuration, (start) =>
  startEdge(configuration, start, process.env['PATH'] ?? ''),
);
