@echo off
rem Runs Frisket with the Java on the PATH, 17 or newer.
java -jar "%~dp0frisket.jar" %*
