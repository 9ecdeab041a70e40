import preset from '../../../jest.preset.mjs';

export default { ...preset, displayName: 'alerting-webhook', rootDir: import.meta.dirname };
