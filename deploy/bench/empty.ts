// The control of the startup benchmark: what the bootstrap and Node.js cost before anything is done.
