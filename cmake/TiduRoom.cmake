# tidu_room(NAME SOURCES ... HEADERS ... USES ... [PRIVATE_USES ...])
# Declares a room: a static library tidu_NAME of src/NAME, its public headers in include/tidu/NAME, and the rooms and
# libraries it may use. USES are visible to those who use the room, PRIVATE_USES are not.
function(tidu_room name)
  cmake_parse_arguments(PARSE_ARGV 1 room "" "" "SOURCES;HEADERS;USES;PRIVATE_USES")
  set(target tidu_${name})
  add_library(${target} STATIC ${room_SOURCES})
  add_library(tidu::${name} ALIAS ${target})
  set_target_properties(${target} PROPERTIES EXPORT_NAME ${name} POSITION_INDEPENDENT_CODE ON)
  list(TRANSFORM room_HEADERS PREPEND ${PROJECT_SOURCE_DIR}/include/tidu/${name}/)
  target_sources(${target} PUBLIC FILE_SET HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR}/include FILES ${room_HEADERS})
  target_include_directories(${target} PRIVATE ${PROJECT_SOURCE_DIR}/src/${name})
  target_compile_features(${target} PUBLIC cxx_std_20)
  target_link_libraries(${target} PUBLIC ${room_USES} PRIVATE ${room_PRIVATE_USES}
    $<BUILD_INTERFACE:tidu_build> $<BUILD_INTERFACE:tidu_warnings>)
  set_property(GLOBAL APPEND PROPERTY TIDU_ROOMS ${target})
endfunction()
