import preset from '../../../jest.preset.mjs';

export default { ...preset, displayName: 'onvif-soap', rootDir: import.meta.dirname };
