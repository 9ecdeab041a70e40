export { probeStream, type ProbedStream, type ProbePorts, type ProbeResult } from './probe-stream.ts';
export { adviseSampling, type StreamTiming } from './advise-sampling.ts';
