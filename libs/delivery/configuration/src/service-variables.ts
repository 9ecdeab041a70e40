import { availableParallelism } from 'node:os';
import { z } from 'zod';
import { secret } from './secret.ts';
import { shownDefault } from './shown-default.ts';
import { portVariable } from './variable-types.ts';

/** Variables with the same meaning in several services; an app adds them to its schema. */

export const listenVariables = (port: number) => ({
  VIALOG_HOST: z.string().default('127.0.0.1').describe('Address the server listens on'),
  VIALOG_PORT: portVariable.default(port).describe('Port the server listens on'),
});

export const logVariables = {
  VIALOG_LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error'])
    .default('info')
    .describe('Minimum log level'),
};

export const detectorVariables = {
  VIALOG_DETECTORS: shownDefault(
    z.coerce
      .number()
      .int()
      .min(1)
      .max(64)
      .default(Math.max(1, availableParallelism() - 1)),
    'number of cores minus 1',
  ).describe('Detector processes per model'),
  VIALOG_DETECTOR_PROVIDER: z
    .enum(['cpu', 'cuda', 'tensorrt', 'webgpu', 'coreml', 'dml'])
    .default('cpu')
    .describe('Where onnxruntime runs the models; without its driver, on the CPU with a warning in the log'),
};

export const brokerVariables = {
  NATS_URL: z
    .string()
    .regex(
      /^(nats|tls):\/\/[^@\s]+$/,
      'expected nats://host:4222, several separated by commas; set the user in NATS_USER',
    )
    .default('nats://127.0.0.1:4222')
    .describe('Address of the NATS server, several separated by commas'),
  NATS_USER: z.string().optional().describe('User name of this service at the NATS server'),
  NATS_PASSWORD: secret(z.string().optional()).describe('Password of this user'),
};

export const regionVariables = {
  VIALOG_REGION: z
    .string()
    .regex(/^[a-z0-9-]{1,20}$/, 'expected 1 to 20 of a-z, 0-9 and -')
    .default('main')
    .describe('Region whose cameras this service processes'),
};

export const eventStoreVariables = {
  ELASTICSEARCH_URL: z
    .url({ protocol: /^https?$/, message: 'expected an address like https://host:9200' })
    .refine(
      (text) => !text.includes('@'),
      'expected no user or password in the address; use ELASTICSEARCH_API_KEY',
    )
    .optional()
    .describe(
      'Elasticsearch server that stores the events; if not set, they are stored in VIALOG_EVENTS_DIR',
    ),
  ELASTICSEARCH_API_KEY: secret(z.string().optional()).describe('API key for Elasticsearch'),
  ELASTICSEARCH_CA_FILE: z
    .string()
    .optional()
    .describe('PEM file of the certificate authority of the Elasticsearch server'),
  VIALOG_EVENTS_DIR: z
    .string()
    .default('./data/events')
    .describe(
      'Folder of the events in SQLite, shared by the services of one host; not used with Elasticsearch',
    ),
};
