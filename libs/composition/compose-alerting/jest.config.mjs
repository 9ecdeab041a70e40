import preset from '../../../jest.preset.mjs';

export default { ...preset, displayName: 'compose-alerting', rootDir: import.meta.dirname };
