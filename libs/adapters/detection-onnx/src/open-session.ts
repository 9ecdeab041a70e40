import { InferenceSession, listSupportedBackends } from 'onnxruntime-node';

/** Where onnxruntime runs a model. Which of them exist depends on the system and its drivers. */
export const executionProviders = ['cpu', 'cuda', 'tensorrt', 'webgpu', 'coreml', 'dml'] as const;
export type ExecutionProvider = (typeof executionProviders)[number];

/** One thread: two processes with one thread count more frames than one process with two. */
const sessionOptions: InferenceSession.SessionOptions = {
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  executionMode: 'sequential',
  graphOptimizationLevel: 'all',
  logSeverityLevel: 3,
};

export interface OpenedSession {
  readonly session: InferenceSession;
  /** Why the CPU is used instead of the requested provider; undefined if the provider is used. */
  readonly warning?: string;
}

/**
 * Opens a model at the requested provider, or at the CPU if the provider cannot be used.
 * @throws {Error} when the model cannot be loaded
 */
export async function openSession(bytes: Uint8Array, provider: ExecutionProvider): Promise<OpenedSession> {
  const onCpu = () => InferenceSession.create(bytes, { ...sessionOptions, executionProviders: ['cpu'] });
  if (provider === 'cpu') return { session: await onCpu() };
  const reason = await withProvider(bytes, provider);
  if (typeof reason !== 'string') return { session: reason };
  const warning = `runs on the CPU, because ${provider} cannot be used: ${reason}`;
  return { session: await onCpu(), warning };
}

/** The session, or why the provider cannot be used. onnxruntime leaves out unknown providers silently. */
async function withProvider(bytes: Uint8Array, provider: string): Promise<InferenceSession | string> {
  const offered = listSupportedBackends().map(({ name }) => name);
  if (!offered.includes(provider)) return `onnxruntime offers ${offered.join(', ')} on this system`;
  try {
    return await InferenceSession.create(bytes, {
      ...sessionOptions,
      executionProviders: [provider, 'cpu'],
    });
  } catch (error) {
    return (error as Error).message.slice(0, 300);
  }
}
