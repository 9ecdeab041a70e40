import 'reflect-metadata';
import { environmentOrExit, runService } from '@vialog/service-runtime';
import { detectorEnvironment } from './configuration.ts';
import { startDetector } from './start-detector.ts';

const configuration = environmentOrExit(detectorEnvironment, process);
await runService('detector', configuration, (start) => startDetector(configuration, start));
