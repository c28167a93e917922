# tidu_version: the project version, or what `git describe` says of this checkout when it has a release tag.
set(tidu_version ${PROJECT_VERSION})
find_package(Git QUIET)
if(Git_FOUND)
  execute_process(COMMAND ${GIT_EXECUTABLE} describe --tags --match "v[0-9]*"
    WORKING_DIRECTORY ${PROJECT_SOURCE_DIR} OUTPUT_VARIABLE described OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
  if(described MATCHES "^v(.+)$")
    set(tidu_version ${CMAKE_MATCH_1})
  endif()
endif()
