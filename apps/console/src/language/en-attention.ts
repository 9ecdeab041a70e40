/** Cameras that need attention, and the history of a camera's states. */
export const enAttention = {
  attention: {
    title_one: '{{count}} camera needs attention',
    title_other: '{{count}} cameras need attention',
    since: 'since {{time}}',
    more_one: '{{count}} more: sort the list by state',
    more_other: '{{count}} more: sort the list by state',
    action: {
      offline: 'Check power, network, address and credentials of the camera.',
      no_frame: 'Restart the camera; check its encoder and the network.',
      late: 'Choose a longer interval, or raise VIALOG_HOST_RATES if the host allows it.',
      decode_error: 'Check the network for packet loss, or choose another codec in the camera.',
      frozen: 'Restart the camera or the recorder that sends its stream.',
      dark: 'Uncover the lens, or switch on light or infrared.',
      obstructed: 'Clean or uncover the lens.',
      moved: 'Turn the camera back, or adjust and save its zones, or confirm the view.',
      detector_down: 'Check that detectors run and the model can be loaded.',
      model_not_loaded:
        'The previous model is still in use. Repair the package of the new model, or choose another model.',
      unusual: 'Compare the picture with the figures; undo the change if they are wrong.',
      not_running: 'Check that an ingest runs for the region of the camera.',
      other: 'Open the camera for details.',
    },
  },
  history: {
    title: 'State history',
    none: 'No change recorded yet.',
    confirmView: 'Confirm view',
    confirmHint: 'The zones still match what the camera shows',
  },
} as const;
