#!/usr/bin/env node
import 'reflect-metadata';
import { buildProgram } from './cli/program';
import { exitWith } from './cli/exit';

buildProgram()
  .parseAsync()
  .catch((error: unknown) => exitWith(error));
