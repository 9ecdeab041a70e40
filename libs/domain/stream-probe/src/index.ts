export { probeStream, type ProbedStream, type ProbePorts, type ProbeResult } from './probe-stream.ts';
export { requestProbe, type RequestProbePorts } from './request-probe.ts';
export { handleProbe, type ProbeHandlerPorts } from './handle-probe.ts';
export { adviseSampling } from './advise-sampling.ts';
export { type StreamTiming } from './stream-timing.ts';
