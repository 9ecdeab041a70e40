import preset from '../../../jest.preset.mjs';

export default { ...preset, displayName: 'alerting-email', rootDir: import.meta.dirname };
