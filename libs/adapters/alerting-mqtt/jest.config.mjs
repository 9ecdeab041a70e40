import preset from '../../../jest.preset.mjs';

export default { ...preset, displayName: 'alerting-mqtt', rootDir: import.meta.dirname };
