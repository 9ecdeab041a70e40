import type { CameraHealth, HealthReason } from '@vialog/contracts';

/** What a fault means, and what to do; one sentence each. */
export interface Advice {
  readonly meaning: string;
  readonly action: string;
}

const adviceByReason: Partial<Record<HealthReason, Advice>> = {
  offline: {
    meaning: 'The stream cannot be opened; its slots are gaps.',
    action: 'Check power and network of the camera, its address and its credentials.',
  },
  no_frame: {
    meaning: 'The stream is open and sends no picture; its slots are gaps.',
    action: 'Restart the camera, and check its encoder and the network.',
  },
  decode_error: {
    meaning: 'The data of the stream is damaged or incomplete.',
    action: 'Check the network for losses, use TCP, or choose another codec at the camera.',
  },
  frozen: {
    meaning: 'The camera repeats the same picture; its slots are gaps.',
    action: 'Restart the camera or the recorder that sends its stream.',
  },
  dark: {
    meaning: 'The picture is black; its slots are gaps.',
    action: 'Remove the cover of the lens, or switch on light or infrared.',
  },
  obstructed: {
    meaning: 'The lens is covered, dirty or fogged, or something hides most of the view; its slots are gaps.',
    action: 'Clean or free the lens.',
  },
  moved: {
    meaning: 'The camera shows another view than before; its zones may count the wrong place.',
    action: 'Turn the camera back, or adjust and save its zones, or confirm the view.',
  },
  detector_down: {
    meaning: 'Pictures arrive and the detector does not count them; slots are gaps.',
    action: 'Check that detectors run and that the model of the camera can be loaded.',
  },
  model_not_loaded: {
    meaning: 'The model of the camera cannot be loaded; the model before it continues to count.',
    action: 'Read the detail and repair the package of the model, or bind the camera to another model.',
  },
  unusual: {
    meaning: 'Since a change of the camera its figures differ from what is usual at these hours.',
    action: 'Compare the picture with the figures; undo the change if they are wrong.',
  },
  not_running: {
    meaning: 'No process of Vialog samples the camera; its slots are gaps.',
    action: 'Check that an ingest runs for the region of the camera.',
  },
};

const otherwise: Advice = {
  meaning: 'The camera is not measured as it should be.',
  action: 'Read the detail, and look at the picture of the camera.',
};

/** A degraded camera without frames is one that waits for its host: its pictures are counted. */
const late: Advice = {
  meaning: 'The camera waits for its host: its pictures are counted, but arrive less often than planned.',
  action: 'Choose a longer sampling interval, or raise VIALOG_HOST_RATES if the terms of the host allow it.',
};

export function adviceFor({ state, reason }: Pick<CameraHealth, 'state' | 'reason'>): Advice {
  if (state === 'degraded' && reason === 'no_frame') return late;
  return (reason === undefined ? undefined : adviceByReason[reason]) ?? otherwise;
}
