@echo off
rem Starts cellfolio. Builds it first when the jar is missing or older than the
rem sources. Needs Java 17 or later: a JDK to build, any runtime to run.
rem
rem   CELLFOLIO_JAVA_OPTS   options for the Java machine, for example -Xmx8g
rem   JAVA_HOME             the Java to use; otherwise the one on the PATH
setlocal EnableExtensions DisableDelayedExpansion

set "CF_HOME=%~dp0"
if "%CF_HOME:~-1%"=="\" set "CF_HOME=%CF_HOME:~0,-1%"
set "CF_JAR=%CF_HOME%\cli\target\cellfolio.jar"

set "CF_JAVA=java.exe"
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "CF_JAVA=%JAVA_HOME%\bin\java.exe"
set "CF_VERSION="
for /f "tokens=3" %%v in ('""%CF_JAVA%" -version 2^>^&1" ^| findstr /r /c:" version "') do if not defined CF_VERSION set "CF_VERSION=%%~v"
if not defined CF_VERSION (
  echo cellfolio: no Java found. Install a JDK 17 or later, or set JAVA_HOME to one. 1>&2
  exit /b 5
)
for /f "tokens=1 delims=.-+" %%m in ("%CF_VERSION%") do set "CF_MAJOR=%%m"
if %CF_MAJOR% LSS 17 (
  echo cellfolio: Java 17 or later is needed, found %CF_VERSION%. Install a JDK 17, or set JAVA_HOME to one. 1>&2
  exit /b 5
)

set "CF_STALE="
if not exist "%CF_JAR%" set "CF_STALE=yes"
if not defined CF_STALE for /f %%s in ('powershell -NoProfile -Command "$jar = (Get-Item -LiteralPath $env:CF_JAR).LastWriteTimeUtc; $mains = Get-ChildItem -Path (Join-Path $env:CF_HOME '*\src\main') -Recurse; $poms = Get-Item (Join-Path $env:CF_HOME 'pom.xml'), (Join-Path $env:CF_HOME '*\pom.xml'); if (@($mains) + @($poms) | Where-Object { $_.LastWriteTimeUtc -gt $jar } | Select-Object -First 1) { 'yes' }"') do set "CF_STALE=%%s"
if not defined CF_STALE goto run

echo building cellfolio (first use, about half a minute) ... 1>&2
pushd "%CF_HOME%"
call mvnw.cmd -B -q -pl cli -am -Dmaven.test.skip=true -Djacoco.skip=true -Denforcer.skip=true -Dspotless.check.skip=true package 1>&2
set "CF_STATUS=%ERRORLEVEL%"
popd
if not "%CF_STATUS%"=="0" (
  echo cellfolio: the build failed; Maven's output is above. 1>&2
  exit /b 5
)

:run
"%CF_JAVA%" %CELLFOLIO_JAVA_OPTS% "-Dcellfolio.command=%~nx0" -cp "%CF_JAR%" io.cellfolio.cli.Main %*
exit /b %ERRORLEVEL%
